/** What a call window is opened for: read from its address, once, and looked up at the server. */
import { WEBRTC_ID } from '../../protocol/connectors.ts'
import { connectorKind } from '../api/call-lookups.ts'
import { intentNonce, readEntry } from '../call/window-entry.ts'
import type { Entry } from '../call/window-entry.ts'
import { takeAnswerMark } from '../platform/answer-mark.ts'
import { takeIntent } from '../platform/call-intent.ts'
import { calledHandle } from '../platform/call-link.ts'
import { recallLeg } from '../platform/call-memory.ts'
import { takePressed } from '../platform/pressed-answer.ts'

/** Reads the address; its fragment, which may hold secrets, leaves it at once. */
export async function readOpening(): Promise<Entry> {
  const url = new URL(location.href)
  if (url.hash !== '') history.replaceState(history.state, '', url.pathname + url.search)
  // A `web+peal:` link that the system handed over names its handle within.
  const called = calledHandle(url.searchParams.get('to') ?? '')
  if (called !== null) url.searchParams.set('to', called)
  const now = Date.now()
  const nonce = intentNonce(url)
  const intent = nonce === null ? null : takeIntent(localStorage, nonce)
  const saved = recallLeg(sessionStorage, url.pathname.split('/').at(-1) ?? '')
  const connector = url.searchParams.get('with') ?? WEBRTC_ID
  const kind = await kindOfConnector(connector)
  const entry = readEntry({ url, saved, intent, now, kindOf: () => kind })
  if (entry.is !== 'answer' || takeAnswerMark(localStorage, entry.legId, now)) return entry
  if (await isPressed(entry.legId)) return entry
  // Not pressed in this browser just now: who answers is asked here.
  return { is: 'incoming', callId: entry.callId }
}

/** How a connector carries a call. The built-in one needs no question. */
export async function kindOfConnector(id: string): Promise<'peer' | 'room'> {
  return id === WEBRTC_ID ? 'peer' : connectorKind(id)
}

/** Whether this leg's Answer was pressed on a notification. Without a worker there is none. */
function isPressed(legId: string): Promise<boolean> {
  if (!('caches' in globalThis)) return Promise.resolve(false)
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  // A private window may have no caches: then it has no worker either.
  return takePressed(caches, legId, { now: () => Date.now(), wait }).catch(() => false)
}
