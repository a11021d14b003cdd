/** What a call window is opened for: read from its address, once. */
import * as v from 'valibot'
import { WEBRTC_ID } from '../../protocol/connectors.ts'
import { handle } from '../../protocol/people.ts'
import { intentNonce, readEntry, returnProof, type Entry } from '../call/machine/entry.ts'
import { takeAnswerProof, takeIntent } from '../platform/handover/press-proof.ts'
import { loadCode } from '../platform/load-code.ts'
import type * as PressElsewhere from './press-elsewhere.ts'
import { localStore, sessionStore } from '../platform/safe-storage.ts'
import { showPath } from '../platform/browser/shown-path.ts'
import { recallLeg } from '../platform/handover/call-memory.ts'

/** A link may come as `web+peal:ada` or, from programs that insist on it, `web+peal://ada/`. */
const LINK = /^web\+peal:(?:\/\/)?([^/?#]*)\/?$/i

/**
 * The handle that `to` of an address names, as such or by a `web+peal:` link that the system handed
 * over; null when it names none. Anybody can make such a link, so that it says whom to call and
 * nothing else: parameters and fragments make it invalid.
 */
export function calledHandle(to: string): string | null {
  const named = to.trim()
  const link = LINK.exec(named)
  const parsed = v.safeParse(handle, link ? link[1] : named)
  return parsed.success ? parsed.output : null
}

/** Reads the address; its fragment, which may hold secrets, leaves it at once. */
export async function readOpening(): Promise<Entry> {
  const url = new URL(location.href)
  if (url.hash !== '') showPath(url.pathname + url.search)
  const called = calledHandle(url.searchParams.get('to') ?? '')
  if (called !== null) url.searchParams.set('to', called)
  const now = Date.now()
  const nonce = intentNonce(url)
  const intent = nonce === null ? null : await intentOf(nonce)
  const callId = url.pathname.split('/').at(-1) ?? ''
  const kept = returnProof(url) === null ? null : recallLeg(localStore, callId)
  const saved = kept ?? recallLeg(sessionStore, callId)
  // An answer must not wait for a request; the call itself says by what it is carried.
  const isNew = url.pathname === '/call/new'
  const { id, kind } = await connectorFor(isNew ? url.searchParams.get('with') : WEBRTC_ID)
  url.searchParams.set('with', id)
  const entry = readEntry({ url, saved, intent, now, kindOf: () => kind })
  const proof = proofOf(entry)
  if (proof === null || takeAnswerProof(localStore, proof, now)) return entry
  if (await elsewhere((code) => code.isPressedElsewhere(proof, now))) return entry
  // Nobody has pressed for it in this browser just now, so the incoming screen asks.
  return { is: 'incoming', callId }
}

/** The id under which the press is kept that this needs; null: it needs none. */
function proofOf(entry: Entry): string | null {
  if (entry.is === 'answer') return entry.legId
  return entry.is === 'back' ? (entry.proof ?? null) : null
}

/** The intent that the opening page left; where the browser keeps nothing, that page still has it. */
async function intentOf(nonce: string): Promise<string | null> {
  const kept = takeIntent(localStore, nonce)
  return kept ?? elsewhere(({ borrowIntent }) => borrowIntent(nonce))
}

/** Asks beyond this window's storage; null: nothing is found there. Few windows need the code. */
async function elsewhere<T>(ask: (code: typeof PressElsewhere) => Promise<T>): Promise<T | null> {
  try {
    return await ask(await import('./press-elsewhere.ts'))
  } catch {
    return null
  }
}

/**
 * The connector of a call window, and how it carries a call (`peer` when it is not known). Few windows need the
 * code that asks the server: the built-in connector needs no request.
 */
export async function connectorFor(
  named: string | null,
): Promise<{ readonly id: string; readonly kind: 'peer' | 'room' }> {
  if (named !== WEBRTC_ID) {
    const { findConnector } = await loadCode(() => import('./call-connectors.ts'))
    const found = await findConnector(named)
    if (found !== null) return found
  }
  return { id: named ?? WEBRTC_ID, kind: 'peer' }
}
