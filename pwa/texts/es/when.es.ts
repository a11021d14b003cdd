import type { when as english } from '../en/when.en.ts'

/** Days with their times, and durations. Intl writes the days and times themselves. */
export const when = {
  dayTime: (day, time) => `${day}, ${time}`,
  dateTime: (date, time) => `${date}, ${time}`,
  seconds: (seconds) => `${seconds} s`,
  minutes: (minutes) => `${minutes} min`,
  hours: (hours, minutes) => `${hours} h ${minutes} min`,
} satisfies typeof english
