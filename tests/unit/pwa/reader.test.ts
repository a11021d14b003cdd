/** What is shown is what the server said last, whatever happens meanwhile. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createReader } from '../../../pwa/stores/reader.ts'
import type { Failure, Result } from '../../../pwa/api/http.ts'

const ok = (data: string): Result<string> => ({ ok: true, data, cachedAt: null })
const failed = (code: Failure['code']): Failure => ({ ok: false, code })

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Readings that wait until they are answered. */
function open() {
  const asked: ((result: Result<string>) => void)[] = []
  const taken: string[] = []
  const reader = createReader(
    () => new Promise<Result<string>>((resolve) => asked.push(resolve)),
    (result) => taken.push(result.ok ? result.data : result.code),
  )
  const answer = async (nth: number, result: Result<string>) => {
    asked[nth]?.(result)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { asked, taken, reader, answer }
}

describe('what is read from the server', () => {
  it('is read again if it changes while it is read, and an older answer that comes late is dropped', async () => {
    const { asked, taken, reader, answer } = open()
    void reader.load()
    void reader.again()
    expect(asked).toHaveLength(2)
    await answer(1, ok('new'))
    await answer(0, ok('old'))
    expect(taken).toEqual(['new'])
  })

  it('is read again if the first reading failed and the connection is back', async () => {
    const { asked, taken, reader, answer } = open()
    void reader.load()
    await answer(0, failed('offline'))
    void reader.again()
    expect(asked).toHaveLength(2)
    await answer(1, ok('read'))
    expect(taken).toEqual(['offline', 'read'])
  })

  it.each(['busy', 'server', 'rate-limited'] as const)(
    'is read again after 2, 5 and 15 s if the answer is %s',
    async (code) => {
      const { asked, taken, reader, answer } = open()
      void reader.load()
      for (const [turn, ms] of [2_000, 5_000, 15_000].entries()) {
        await answer(turn, failed(code))
        await vi.advanceTimersByTimeAsync(ms - 1)
        expect(asked).toHaveLength(turn + 1)
        await vi.advanceTimersByTimeAsync(1)
        expect(asked).toHaveLength(turn + 2)
      }
      await answer(3, ok('read'))
      await vi.advanceTimersByTimeAsync(60_000)
      expect(asked).toHaveLength(4)
      expect(taken).toEqual([code, code, code, 'read'])
    },
  )

  it('is not read again by itself if the server refused for good, or cannot be reached', async () => {
    for (const code of ['forbidden', 'not-found', 'offline'] as const) {
      const { asked, reader, answer } = open()
      void reader.load()
      await answer(0, failed(code))
      await vi.advanceTimersByTimeAsync(60_000)
      expect(asked, code).toHaveLength(1)
    }
  })

  it('is not read for a change before somebody wanted it, nor after its member has gone', async () => {
    const { asked, taken, reader, answer } = open()
    expect(await reader.again()).toBeNull()
    expect(asked).toHaveLength(0)
    void reader.load()
    reader.forget()
    await answer(0, ok('of the former member'))
    expect(await reader.again()).toBeNull()
    expect(taken).toEqual([])
  })

  it('tells whether something was outdated that was being read', async () => {
    const { reader, answer } = open()
    expect(reader.outdate()).toBe(false)
    void reader.load()
    expect(reader.outdate()).toBe(true)
    await answer(0, ok('old'))
    expect(reader.outdate()).toBe(false)
  })
})
