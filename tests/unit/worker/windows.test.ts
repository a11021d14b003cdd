/** Windows of Peal, in browsers that do not tell which there are. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isLookedAt, openNow, showCall, showPage } from '../../../pwa/worker/windows.ts'
import { FakeWindows } from './ring-fakes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** What some privacy extensions put in place of a method throws at once. */
const thrown = (): never => {
  throw new DOMException('', 'SecurityError')
}

/** A press lets a worker open a window for about a second. */
const PRESS_MS = 1_000

it.each([
  ['refuses', () => Promise.reject(new DOMException('', 'UnknownError'))],
  ['never answers', () => new Promise<never>(() => undefined)],
  ['throws', thrown],
])('a press opens a window while the browser %s to list them', async (_, matchAll) => {
  const windows = Object.assign(new FakeWindows(), { matchAll })
  void showCall(windows, 'call')
  void showPage(windows, '/calls')
  const looked = isLookedAt(windows)
  await vi.advanceTimersByTimeAsync(PRESS_MS)
  expect(windows.opened).toEqual(['/call/call', '/calls'])
  expect(await looked).toBe(false)
})

it.each([
  ['refuses', () => Promise.reject(new DOMException('', 'InvalidAccessError'))],
  ['never answers', () => new Promise<never>(() => undefined)],
  ['throws', thrown],
])('a press opens another window where the focus of an open one %s', async (_, focus) => {
  const postMessage = vi.fn()
  const open = { visibilityState: 'visible', focus, postMessage }
  const matchAll = () =>
    Promise.resolve(
      ['/', '/call/call'].map((path) => ({ ...open, url: `https://peal.test${path}` })),
    )
  const windows = Object.assign(new FakeWindows(), { matchAll })
  const shown = Promise.all([showPage(windows, '/calls'), showCall(windows, 'call')])
  await vi.advanceTimersByTimeAsync(PRESS_MS)
  expect(windows.opened).toEqual(['/calls', '/call/call'])
  expect(await shown).toEqual([true, true])
  expect(postMessage).toHaveBeenCalledWith({ type: 'go', path: '/calls' })
})

it('a press is said to have failed where opening a window throws', async () => {
  const windows = Object.assign(new FakeWindows(), { openWindow: thrown })
  expect(await openNow(windows, '/calls')).toBe(false)
})
