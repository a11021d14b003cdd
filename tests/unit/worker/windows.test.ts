/** Windows of Peal, in browsers that do not tell which there are. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isLookedAt, showCall, showPage } from '../../../pwa/worker/windows.ts'
import { FakeWindows } from './ring-fakes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A press lets a worker open a window for about a second. */
const PRESS_MS = 1_000

it.each([
  ['refuses', () => Promise.reject(new DOMException('', 'UnknownError'))],
  ['never answers', () => new Promise<never>(() => undefined)],
])('a press opens a window while the browser %s to list them', async (_, matchAll) => {
  const windows = Object.assign(new FakeWindows(), { matchAll })
  void showCall(windows, 'call')
  void showPage(windows, '/calls')
  const looked = isLookedAt(windows)
  await vi.advanceTimersByTimeAsync(PRESS_MS)
  expect(windows.opened).toEqual(['/call/call', '/calls'])
  expect(await looked).toBe(false)
})

it('a press ends even if the window that it focuses never answers', async () => {
  const focus = () => new Promise<never>(() => undefined)
  const open = {
    url: 'https://peal.test/',
    visibilityState: 'visible',
    focus,
    postMessage: vi.fn(),
  }
  const windows = Object.assign(new FakeWindows(), { matchAll: () => Promise.resolve([open]) })
  const shown = showPage(windows, '/calls')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await shown).toBe(false)
  expect(open.postMessage).toHaveBeenCalledWith({ type: 'go', path: '/calls' })
})
