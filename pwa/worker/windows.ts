/** The windows of Peal that a press on a notification leads to. */
import type { GoMessage } from '../platform/installed/worker-messages.ts'

/** What of `clients` is used. */
export interface Windows {
  matchAll(options: {
    readonly type: 'window'
    readonly includeUncontrolled: true
  }): Promise<readonly OpenWindow[]>
  openWindow(address: string): Promise<unknown>
}

/** A page of Peal that is open, as far as the worker may touch it. */
export interface OpenWindow {
  readonly url: string
  readonly visibilityState: string
  focus(): Promise<unknown>
  postMessage(message: GoMessage): void
}

const ALL = { type: 'window', includeUncontrolled: true } as const

/** To be called at once in a press: browsers allow it for about a second. True: it opened. */
export function openNow(windows: Windows, address: string): Promise<boolean> {
  return windows.openWindow(address).then(
    () => true,
    () => false,
  )
}

/** Brings this call's window to the front, or opens its incoming screen. */
export async function showCall(windows: Windows, callId: string): Promise<boolean> {
  const path = `/call/${callId}`
  const open = (await windows.matchAll(ALL)).find(({ url }) => new URL(url).pathname === path)
  return open === undefined ? openNow(windows, path) : focus(open)
}

/** Shows a page of the app in a window that is open, the one in sight first, or in a new one. */
export async function showPage(windows: Windows, path: string): Promise<boolean> {
  const all = (await windows.matchAll(ALL)).filter(({ url }) => !isCall(url))
  const open = all.find(({ visibilityState }) => visibilityState === 'visible') ?? all[0]
  if (open === undefined) return openNow(windows, path)
  open.postMessage({ type: 'go', path })
  return focus(open)
}

/** Whether somebody looks at a page of Peal's. */
export async function isLookedAt(windows: Windows): Promise<boolean> {
  const all = await windows.matchAll(ALL)
  return all.some(({ visibilityState }) => visibilityState === 'visible')
}

/** Nobody loses a call to a notification. */
function isCall(url: string): boolean {
  return new URL(url).pathname.startsWith('/call/')
}

function focus(open: OpenWindow): Promise<boolean> {
  return open.focus().then(
    () => true,
    () => false,
  )
}
