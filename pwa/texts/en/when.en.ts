/** Days with their times, and durations. Intl writes the days and times themselves. */
export const when = {
  /** "today 14:20", "Monday 09:05": a day of the last week. */
  dayTime: (day: string, time: string) => `${day} ${time}`,
  /** "3 May, 09:30" */
  dateTime: (date: string, time: string) => `${date}, ${time}`,
  /** How long a call was. */
  seconds: (seconds: number) => `${seconds} s`,
  minutes: (minutes: number) => `${minutes} min`,
  hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
}
