import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../../push-server/log.ts'
import { STOP_MS, stopAndExit } from '../../push-server/stopping.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function stopping(stop: () => Promise<void>) {
  const exits: number[] = []
  const said: string[] = []
  const log = { ...silentLog, error: (_: object, message: string) => void said.push(message) }
  stopAndExit({ stop, exit: (code) => void exits.push(code), log })
  return { exits, said }
}

describe('a server that was told to stop', () => {
  it('exits 0 after a clean stop', async () => {
    const { exits, said } = stopping(() => Promise.resolve())
    await vi.advanceTimersByTimeAsync(STOP_MS)
    expect([exits, said]).toEqual([[0], []])
  })

  it('exits 1 and logs it if stopping fails', async () => {
    const { exits, said } = stopping(() => Promise.reject(new Error('no')))
    await vi.advanceTimersByTimeAsync(STOP_MS)
    expect([exits, said]).toEqual([[1], ['stopping failed']])
  })

  it('exits 1 and logs it if stopping hangs', async () => {
    const { exits, said } = stopping(() => new Promise(() => undefined))
    await vi.advanceTimersByTimeAsync(STOP_MS - 1)
    expect(exits).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect([exits, said]).toEqual([[1], ['stopping took too long']])
  })
})
