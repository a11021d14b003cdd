const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/**
 * "Monday 09:05": for what stands for a day or so and cannot say "today" for as long.
 * @param at ms of this device's clock
 */
export function dayTime(at: number): string {
  return `${day.format(at)} ${clock.format(at)}`
}
