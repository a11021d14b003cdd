/** Times and durations in words, English. Times are ms of this device's clock. */
const LOCALE = 'en-GB'

const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat(LOCALE, { weekday: 'long' })
const dayOfYear = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' })
const dayAndWeekday = new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const fullDay = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long', year: 'numeric' })

/** Within this many days the weekday alone tells the day. */
const WEEK_DAYS = 6

/** "14:20" */
export function clockTime(at: number): string {
  return clock.format(at)
}

/** Midnights between two moments, by the local calendar. */
function daysBetween(at: number, now: number): number {
  const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0)
  return Math.round((midnight(now) - midnight(at)) / 86_400_000)
}

/** Heading for the calls of one day: "Today", "Yesterday", "Sunday, 22 November", "3 May 2025". */
export function dayHead(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days <= 0) return 'Today'
  if (days === 1) return 'Yesterday'
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return thisYear ? dayAndWeekday.format(at) : fullDay.format(at)
}

/** Short, for a list: "14:20" today, "yesterday", "Sunday", "3 May". */
export function shortWhen(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days <= 0) return clockTime(at)
  if (days === 1) return 'yesterday'
  if (days <= WEEK_DAYS) return weekday.format(at)
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return thisYear ? dayOfYear.format(at) : fullDay.format(at)
}

/** Day and time: "today 14:20", "yesterday 16:40", "Monday 09:05", "3 May, 09:30". */
export function longWhen(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days <= 0) return `today ${clockTime(at)}`
  if (days <= WEEK_DAYS) return `${shortWhen(at, now)} ${clockTime(at)}`
  return `${shortWhen(at, now)}, ${clockTime(at)}`
}

/** Day and time of what is to come: "Saturday, 5 December, 14:20". */
export function dateAndTime(at: number): string {
  return `${dayAndWeekday.format(at)}, ${clockTime(at)}`
}

/** How long a call was: "38 min", "1 h 12 min", "20 s". */
export function howLong(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
