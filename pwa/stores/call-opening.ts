/** What a call window is opened for: read from its address, once, and looked up at the server. */
import { WEBRTC_ID } from '../../protocol/connectors.ts'
import { connectorFor } from '../api/call-lookups.ts'
import { intentNonce, readEntry } from '../call/machine/entry.ts'
import type { Entry } from '../call/machine/entry.ts'
import { takeAnswerMark } from '../platform/answer-mark.ts'
import { takeIntent } from '../platform/handover/call-intent.ts'
import { calledHandle } from '../platform/call-link.ts'
import { recallLeg } from '../platform/handover/call-memory.ts'
import { takePressed } from '../platform/handover/answer-proof.ts'

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
  // Who answers has no time for questions; the call itself says by what it goes.
  const isNew = url.pathname === '/call/new'
  const { id, kind } = await connectorFor(isNew ? url.searchParams.get('with') : WEBRTC_ID)
  url.searchParams.set('with', id)
  const entry = readEntry({ url, saved, intent, now, kindOf: () => kind })
  if (entry.is !== 'answer' || takeAnswerMark(localStorage, entry.legId, now)) return entry
  if (await isPressed(entry.legId)) return entry
  // Not pressed in this browser just now: who answers is asked here.
  return { is: 'incoming', callId: entry.callId }
}

/** Whether this leg's Answer was pressed on a notification. Without a worker there is none. */
function isPressed(legId: string): Promise<boolean> {
  if (!('caches' in globalThis)) return Promise.resolve(false)
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  // A private window may have no caches: then it has no worker either.
  return takePressed(caches, legId, { now: () => Date.now(), wait }).catch(() => false)
}
