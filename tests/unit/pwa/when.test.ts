import { describe, expect, it } from 'vitest'
import { dayHead, howLong, longWhen, shortWhen } from '../../../pwa/texts/when.ts'

/** A local time, whatever the machine's zone. */
const at = (month: number, day: number, hour = 12, minute = 0, year = 2026) =>
  new Date(year, month - 1, day, hour, minute).getTime()
const now = at(11, 24, 15, 0)

describe('days', () => {
  it('follow the calendar, not the hours between', () => {
    expect(dayHead(at(11, 24, 0, 1), now)).toBe('Today')
    expect(dayHead(at(11, 23, 23, 59), at(11, 24, 0, 1))).toBe('Yesterday')
    expect(dayHead(at(11, 22), now)).toBe('Sunday 22 November')
    expect(dayHead(at(5, 3, 12, 0, 2025), now)).toBe('3 May 2025')
  })

  it('are today even if the clock of the server is ahead', () => {
    expect(dayHead(now + 60_000, now)).toBe('Today')
  })

  it('are short in lists', () => {
    expect(shortWhen(at(11, 24, 9, 5), now)).toBe('09:05')
    expect(shortWhen(at(11, 23), now)).toBe('yesterday')
    expect(shortWhen(at(11, 18), now)).toBe('Wednesday')
    expect(shortWhen(at(11, 17), now)).toBe('17 November')
    expect(shortWhen(at(11, 17, 12, 0, 2024), now)).toBe('17 November 2024')
  })

  it('have their time in a history', () => {
    expect(longWhen(at(11, 24, 14, 20), now)).toBe('today 14:20')
    expect(longWhen(at(11, 23, 16, 40), now)).toBe('yesterday 16:40')
    expect(longWhen(at(11, 20, 18, 22), now)).toBe('Friday 18:22')
    expect(longWhen(at(10, 3, 9, 30), now)).toBe('3 October, 09:30')
  })
})

describe('durations', () => {
  it('are given in the largest units that matter', () => {
    expect(howLong(20_400)).toBe('20 s')
    // As the call's own end says it.
    expect(howLong(59_600)).toBe('59 s')
    expect(howLong(38 * 60_000)).toBe('38 min')
    expect(howLong(72 * 60_000)).toBe('1 h 12 min')
  })
})
