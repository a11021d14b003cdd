/**
 * The same checks as the schemas of `signal` and `signal.ack`, by hand: there are hundreds of these a
 * second, and validating them by schema costs more than the rest of relaying. A test compares the two.
 * What does not pass here is validated by the schema.
 */
import type { Signal, SignalAck } from '../../protocol/signals.ts'

const ID = /^[A-Za-z0-9_-]{1,64}$/
const MAX_SDP = 60_000
const MAX_CANDIDATE = 1_024
const MAX_CANDIDATES = 64
const MAX_MID = 64
const MAX_FRAGMENT = 256
const DESCRIPTION_TYPES: ReadonlySet<unknown> = new Set(['offer', 'answer', 'pranswer', 'rollback'])

type Json = Readonly<Record<string, unknown>>

/** True: the schema of `signal` or `signal.ack` would accept it. False: the schema must decide. */
export function isRelayed(json: object): json is Signal | SignalAck {
  const message = json as Json
  if (!isId(message.callId) || !isCount(message.gen)) return false
  if (message.type === 'signal.ack') return isCount(message.upTo)
  return (
    message.type === 'signal' &&
    isId(message.legId) &&
    isCount(message.n) &&
    message.n >= 1 &&
    isBody(message.body)
  )
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isId(value: unknown): boolean {
  return typeof value === 'string' && ID.test(value)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0
}

function isText(value: unknown, max: number): boolean {
  return typeof value === 'string' && value.length <= max
}

/** Exactly one key. */
function isBody(body: unknown): boolean {
  if (!isObject(body)) return false
  const keys = Object.keys(body)
  if (keys.length !== 1) return false
  switch (keys[0]) {
    case 'description':
      return isDescription(body.description)
    case 'candidates':
      return isCandidates(body.candidates)
    default:
      return false
  }
}

function isDescription(value: unknown): boolean {
  return (
    isObject(value) &&
    DESCRIPTION_TYPES.has(value.type) &&
    (value.sdp === undefined || isText(value.sdp, MAX_SDP))
  )
}

function isCandidates(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length >= 1 &&
    value.length <= MAX_CANDIDATES &&
    value.every(isCandidate)
  )
}

function isCandidate(value: unknown): boolean {
  return (
    isObject(value) &&
    isText(value.candidate, MAX_CANDIDATE) &&
    isAbsentOr(value.sdpMid, MAX_MID) &&
    (value.sdpMLineIndex === undefined ||
      value.sdpMLineIndex === null ||
      isCount(value.sdpMLineIndex)) &&
    isAbsentOr(value.usernameFragment, MAX_FRAGMENT)
  )
}

function isAbsentOr(value: unknown, max: number): boolean {
  return value === undefined || value === null || isText(value, max)
}
