import type { when as english } from '../en/when.en.ts'
import { decimal } from '../formats.ts'

/** Days with their times, and durations. Intl writes the days and times themselves. */
export const when = {
  dayTime: (day, time) => `${day} ${time}`,
  dateTime: (date, time) => `${date}، ${time}`,
  seconds: (seconds) => `${decimal(seconds)} ث`,
  minutes: (minutes) => `${decimal(minutes)} د`,
  hours: (hours, minutes) => `${decimal(hours)} س ${decimal(minutes)} د`,
} satisfies typeof english
