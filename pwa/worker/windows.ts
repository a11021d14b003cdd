/** Opens and focuses windows of Peal after a press on a notification. */
import type { GoMessage } from '../platform/installed/worker-messages.ts'
import { isDone } from '../platform/done-in-time.ts'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'

/** The part of `clients` that is used. */
export interface Windows {
  matchAll(options: {
    readonly type: 'window'
    readonly includeUncontrolled: true
  }): Promise<readonly OpenWindow[]>
  openWindow(address: string): Promise<unknown>
}

/** An open page of Peal. */
export interface OpenWindow {
  readonly url: string
  readonly visibilityState: string
  focus(): Promise<unknown>
  postMessage(message: GoMessage): void
}

const ALL = { type: 'window', includeUncontrolled: true } as const

/** The browser lists Peal's pages within this, ms: a press lets a window open for about a second. */
const LIST_MS = 300

/** A window that has not opened within this does not open, ms. */
const OPEN_MS = 2_000

/** One that does not get the focus within this, ms, is taken to be stuck; another may be opened only until then. */
const FOCUS_MS = 600

/**
 * Must be called right after a press: browsers allow it for about a second. True: it opened. `opened` is called
 * whenever it does, even if that is late.
 */
export function openNow(
  windows: Windows,
  address: string,
  opened: () => void = () => undefined,
): Promise<boolean> {
  return isDone(() => windows.openWindow(address).then(opened), OPEN_MS, pageTimer)
}

/** Focuses this call's window, or opens its incoming screen. */
export async function showCall(windows: Windows, callId: string): Promise<boolean> {
  const path = `/call/${callId}`
  const open = (await list(windows)).find(({ url }) => new URL(url).pathname === path)
  return (open !== undefined && (await focus(open))) || openNow(windows, path)
}

/** Shows a page of the app in an open window, preferably a visible one, or in a new one. */
export async function showPage(windows: Windows, path: string): Promise<boolean> {
  const all = (await list(windows)).filter(({ url }) => !isCall(url))
  const open = all.find(({ visibilityState }) => visibilityState === 'visible') ?? all[0]
  open?.postMessage({ type: 'go', path })
  return (open !== undefined && (await focus(open))) || openNow(windows, path)
}

/** Whether a page of Peal's is visible. */
export async function isLookedAt(windows: Windows): Promise<boolean> {
  const all = await list(windows)
  return all.some(({ visibilityState }) => visibilityState === 'visible')
}

/** Peal's pages; none where the browser refuses to tell, or does not in time. */
async function list(windows: Windows): Promise<readonly OpenWindow[]> {
  try {
    const found = await within(windows.matchAll(ALL), LIST_MS, pageTimer)
    return found === TOO_LATE ? [] : found
  } catch {
    return []
  }
}

/** A call's window must not be taken for another page. */
function isCall(url: string): boolean {
  return new URL(url).pathname.startsWith('/call/')
}

const focus = (open: OpenWindow) => isDone(() => open.focus(), FOCUS_MS, pageTimer)
