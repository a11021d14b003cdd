/** Writes days, times and durations for readers. Times are ms of this device's clock. */
import { when } from './en/when.en.ts'
import { LOCALE } from './formats.ts'

const clock = /*#__PURE__*/ new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' })
const weekday = /*#__PURE__*/ new Intl.DateTimeFormat(LOCALE, { weekday: 'long' })
const dayOfYear = /*#__PURE__*/ new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'long' })
const dayAndWeekday = /*#__PURE__*/ new Intl.DateTimeFormat(LOCALE, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const fullDay = /*#__PURE__*/ new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const daysAgo = /*#__PURE__*/ new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' })

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

/** "today", "yesterday". */
function nearDay(days: number): string {
  // A server's clock may be ahead: what seems to be tomorrow is today.
  return daysAgo.format(days > 0 ? -1 : 0, 'day')
}

/** With a capital letter at the beginning, in languages that have capital letters. */
function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(LOCALE) + text.slice(1)
}

/** Heading for the calls of one day: "Today", "Yesterday", "Sunday, 22 November", "3 May 2025". */
export function dayHead(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days <= 1) return capital(nearDay(days))
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return thisYear ? dayAndWeekday.format(at) : fullDay.format(at)
}

/** Short, for a list: "14:20" today, "yesterday", "Sunday", "3 May". */
export function shortWhen(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days <= 0) return clockTime(at)
  if (days === 1) return nearDay(days)
  if (days <= WEEK_DAYS) return weekday.format(at)
  const thisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return thisYear ? dayOfYear.format(at) : fullDay.format(at)
}

/** Day and time: "today 14:20", "yesterday 16:40", "Monday 09:05", "3 May, 09:30". */
export function longWhen(at: number, now: number): string {
  const days = daysBetween(at, now)
  if (days > WEEK_DAYS) return when.dateTime(shortWhen(at, now), clockTime(at))
  return when.dayTime(days <= 1 ? nearDay(days) : weekday.format(at), clockTime(at))
}

/** "Monday 09:05": for what stands for a day or so and cannot say "today" for as long. */
export function weekdayTime(at: number): string {
  return when.dayTime(weekday.format(at), clockTime(at))
}

/** Day and time of what is to come: "Saturday, 5 December, 14:20". */
export function dateAndTime(at: number): string {
  return when.dateTime(dayAndWeekday.format(at), clockTime(at))
}

/** How long a call was: "38 min", "1 h 12 min", "20 s". */
export function howLong(ms: number): string {
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 60) return when.seconds(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return when.minutes(minutes)
  return when.hours(Math.floor(minutes / 60), minutes % 60)
}
