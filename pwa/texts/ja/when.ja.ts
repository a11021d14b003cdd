import type { when as english } from '../en/when.en.ts'

/** Days with their times, and durations. Intl writes the days and times themselves. */
export const when = {
  dayTime: (day, time) => `${day} ${time}`,
  dateTime: (date, time) => `${date} ${time}`,
  seconds: (seconds) => `${seconds}秒`,
  minutes: (minutes) => `${minutes}分`,
  hours: (hours, minutes) => `${hours}時間${minutes}分`,
} satisfies typeof english
