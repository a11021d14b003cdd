import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPlayed } from '../../../pwa/components/call/played.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a call’s sound that something pauses again and again is played on once a second, and a press is offered', async () => {
  const stream = {} as MediaStream
  let played = 0
  const player = {
    srcObject: null as unknown,
    play() {
      played += 1
      setTimeout(() => sound.playOn())
      return Promise.reject(new DOMException('', 'AbortError'))
    },
  }
  const blocked = vi.fn()
  const sound = createPlayed(player as never, blocked)
  sound.show(stream)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(player.srcObject).toBe(stream)
  expect(played).toBeGreaterThan(8)
  expect(played).toBeLessThan(13)
  expect(blocked).toHaveBeenLastCalledWith(true)
})
