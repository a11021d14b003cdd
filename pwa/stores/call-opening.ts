/** What a call window is opened for: read from its address, once, and looked up at the server. */
import { api } from '../../protocol/api.ts'
import { webrtc } from '../../protocol/connectors/webrtc.ts'
import type { Person } from '../../protocol/people.ts'
import { request } from '../api/http.ts'
import { intentNonce, readEntry } from '../call/window-entry.ts'
import type { Entry } from '../call/window-entry.ts'
import { takeAnswerMark } from '../platform/answer-mark.ts'
import { takeIntent } from '../platform/call-intent.ts'
import { calledHandle } from '../platform/call-link.ts'
import { recallLeg } from '../platform/call-memory.ts'

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
  const connector = url.searchParams.get('with') ?? webrtc.id
  const kind = await kindOfConnector(connector)
  const entry = readEntry({ url, saved, intent, now, kindOf: () => kind })
  if (entry.is !== 'answer' || takeAnswerMark(localStorage, entry.legId, now)) return entry
  // Not pressed in a page of this browser just now: who answers is asked here.
  return { is: 'incoming', callId: entry.callId }
}

/** How a connector carries a call; `peer` when it is not known. */
export async function kindOfConnector(id: string): Promise<'peer' | 'room'> {
  if (id === webrtc.id) return 'peer'
  const result = await request(api.connectors)
  const found = result.ok ? result.data.connectors.find((each) => each.id === id) : undefined
  return found?.kind === 'room' ? 'room' : 'peer'
}

/** Who has this handle; null: nobody; `unknown`: the server cannot be asked. */
export async function findPerson(handle: string): Promise<Person | null | 'unknown'> {
  const result = await request(api.contact, { params: { handle } })
  if (result.ok) return result.data
  return result.code === 'not-found' || result.code === 'unknown-member' ? null : 'unknown'
}
