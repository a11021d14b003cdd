/** Opens and focuses windows of Peal after a press on a notification. */
import type { GoMessage } from '../platform/installed/worker-messages.ts'
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

/**
 * Must be called right after a press: browsers allow it for about a second. True: it opened. `opened` is called
 * whenever it does, even if that is late.
 */
export async function openNow(
  windows: Windows,
  address: string,
  opened: () => void = () => undefined,
): Promise<boolean> {
  const opening = windows.openWindow(address).then(
    () => {
      opened()
      return true
    },
    () => false,
  )
  return (await within(opening, OPEN_MS, pageTimer)) === true
}

/** Focuses this call's window, or opens its incoming screen. */
export async function showCall(windows: Windows, callId: string): Promise<boolean> {
  const path = `/call/${callId}`
  const open = (await list(windows)).find(({ url }) => new URL(url).pathname === path)
  return open === undefined ? openNow(windows, path) : focus(open)
}

/** Shows a page of the app in an open window, preferably a visible one, or in a new one. */
export async function showPage(windows: Windows, path: string): Promise<boolean> {
  const all = (await list(windows)).filter(({ url }) => !isCall(url))
  const open = all.find(({ visibilityState }) => visibilityState === 'visible') ?? all[0]
  if (open === undefined) return openNow(windows, path)
  open.postMessage({ type: 'go', path })
  return focus(open)
}

/** Whether a page of Peal's is visible. */
export async function isLookedAt(windows: Windows): Promise<boolean> {
  const all = await list(windows)
  return all.some(({ visibilityState }) => visibilityState === 'visible')
}

/** Peal's pages; none where the browser refuses to tell, or does not in time. */
async function list(windows: Windows): Promise<readonly OpenWindow[]> {
  const found = await within(
    windows.matchAll(ALL).catch(() => []),
    LIST_MS,
    pageTimer,
  )
  return found === TOO_LATE ? [] : found
}

/** A call's window must not be taken for another page. */
function isCall(url: string): boolean {
  return new URL(url).pathname.startsWith('/call/')
}

async function focus(open: OpenWindow): Promise<boolean> {
  const focusing = open.focus().then(
    () => true,
    () => false,
  )
  return (await within(focusing, OPEN_MS, pageTimer)) === true
}
