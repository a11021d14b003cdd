/**
 * How a call window was opened, read from its address, its sessionStorage and the one-time intent.
 * Decides who may place or answer without a further press (docs/guarantees.md, `drive-by-call`).
 */
import * as v from 'valibot'
import { handle, id, token } from '../../../protocol/people.ts'

/** An intent is valid for this long, ms. */
const INTENT_MS = 10_000

/** Whom to call, and how. */
export interface Target {
  /** The callee's handle. */
  readonly to: string
  /** The connector's id. */
  readonly connector: string
  /** `room`: a meeting page is opened after the answer, so that the window needs no media. */
  readonly kind: 'peer' | 'room'
}

const target = v.object({ to: handle, connector: id, kind: v.picklist(['peer', 'room']) })

/** What a window saves in sessionStorage, so that a reload finds its leg of the call. */
const savedLeg = v.object({
  callId: id,
  legId: id,
  /** Former legs that the server may still take for the current one, newest first. */
  prevLegIds: v.pipe(v.array(id), v.maxLength(8)),
  role: v.picklist(['caller', 'callee']),
  /** For placing again with the same id. */
  target: v.nullable(target),
  /** When it was last placed, by the page's clock, ms. */
  placedAt: v.optional(v.number(), 0),
  /** Answered with sound only, and the camera has not been turned on since. */
  soundOnly: v.optional(v.boolean(), false),
})
export type SavedLeg = v.InferOutput<typeof savedLeg>

/** What Peal's own page writes just before it opens the window; valid for `INTENT_MS`, once. */
const intent = v.object({ to: handle, connector: id, at: v.number() })
export type Intent = v.InferOutput<typeof intent>

/** How the window was opened. */
export type Entry =
  /** With a fresh intent: places without a further press. */
  | { readonly is: 'place'; readonly target: Target }
  /** Any other way to `/call/new`. */
  | { readonly is: 'question'; readonly target: Target }
  /** With the ring's answer token. */
  | {
      readonly is: 'answer'
      readonly callId: string
      readonly legId: string
      readonly answerToken: string
      readonly soundOnly: boolean
      readonly kind: Target['kind']
    }
  /** Reloaded, or a copy of a window; or, with the proof of that press, by "Return to the call". */
  | { readonly is: 'back'; readonly saved: SavedLeg; readonly proof?: string }
  /** Any other way to `/call/<id>`. */
  | { readonly is: 'incoming'; readonly callId: string }
  /** An address that is none of a call window. */
  | { readonly is: 'nowhere' }

/** What the decision depends on, as read from the browser. */
export interface Opening {
  readonly url: URL
  /** The text kept in sessionStorage, or for a return in localStorage, or null. */
  readonly saved: string | null
  /** The intent's text, taken out of localStorage by its nonce, or null. */
  readonly intent: string | null
  /** The page's clock, ms since 1970. */
  readonly now: number
  /** How a connector carries a call; `peer` when unknown. */
  readonly kindOf: (connector: string) => 'peer' | 'room'
}

/** The nonce of the intent that an address names, or null. */
export function intentNonce(url: URL): string | null {
  return new URLSearchParams(url.hash.slice(1)).get('intent')
}

/** The proof of a press on "Return to the call" that an address names, or null. */
export function returnProof(url: URL): string | null {
  return new URLSearchParams(url.hash.slice(1)).get('return')
}

/** Whether an intent lets this call be placed without a further press. */
function isGoodIntent(given: Intent, to: string, connector: string, now: number): boolean {
  const age = now - given.at
  return given.to === to && given.connector === connector && age >= 0 && age < INTENT_MS
}

function parsed<S extends v.GenericSchema>(schema: S, text: string | null) {
  if (text === null) return null
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const result = v.safeParse(schema, json)
  return result.success ? result.output : null
}

/** Reads how the window was opened. */
export function readEntry(opening: Opening): Entry {
  const { url } = opening
  const [, call, last, more] = url.pathname.split('/')
  if (call !== 'call' || last === undefined || more !== undefined) return { is: 'nowhere' }
  return last === 'new' ? readNew(opening) : readCall(opening, last)
}

function readNew(opening: Opening): Entry {
  const to = v.safeParse(handle, opening.url.searchParams.get('to'))
  const connector = v.safeParse(id, opening.url.searchParams.get('with') ?? 'webrtc')
  if (!to.success || !connector.success) return { is: 'nowhere' }
  const found: Target = {
    to: to.output,
    connector: connector.output,
    kind: opening.kindOf(connector.output),
  }
  const given = parsed(intent, opening.intent)
  const good = given !== null && isGoodIntent(given, found.to, found.connector, opening.now)
  return { is: good ? 'place' : 'question', target: found }
}

function readCall(opening: Opening, callId: string): Entry {
  if (!v.is(id, callId)) return { is: 'nowhere' }
  const fragment = new URLSearchParams(opening.url.hash.slice(1))
  const answerToken = fragment.get('answer')
  const legId = fragment.get('leg')
  if (v.is(token, answerToken) && v.is(id, legId)) {
    const soundOnly = fragment.get('video') === '0'
    const kind = fragment.get('kind') === 'room' ? 'room' : 'peer'
    return { is: 'answer', callId, legId, answerToken, soundOnly, kind }
  }
  const saved = parsed(savedLeg, opening.saved)
  if (saved?.callId !== callId) return { is: 'incoming', callId }
  const proof = returnProof(opening.url)
  return proof === null ? { is: 'back', saved } : { is: 'back', saved, proof }
}
