/**
 * Why a call ended, why a request was refused, and the total tables over both.
 * A new reason or refusal breaks the build until every table names it.
 */

/** The caller placed the call; the callee was rung. */
export type Side = 'caller' | 'callee'

/** Who ended a call: one of its sides, or the server (time, removal, a lost window). */
export type EndedBy = Side | 'server'

export const REASONS = [
  'completed',
  'declined',
  'cancelled',
  'timeout',
  'busy',
  'unreachable',
  'do-not-disturb',
  'failed',
  'interrupted',
  'handed-over',
] as const

/** Why a call ended. */
export type Reason = (typeof REASONS)[number]

export const REFUSALS = [
  'desktop-only',
  'self',
  'unknown-member',
  'in-a-call',
  'being-called',
  'connector-off',
  'rate-limited',
  'answered-elsewhere',
  'not-a-party',
  'unknown-call',
  'invalid',
  'no-account',
] as const

/** Why a request changed nothing. */
export type Refusal = (typeof REFUSALS)[number]

/** Why a call was not placed: it was refused, or the server's disk takes nothing more. */
export const NOT_PLACED = [...REFUSALS, 'full'] as const
export type NotPlaced = (typeof NOT_PLACED)[number]

/** Why an event changed nothing of a call that exists. */
export type StepRefusal = Extract<Refusal, 'not-a-party' | 'answered-elsewhere'>

/**
 * Whether an end counts as missed for the callee: `always`, `quietly` (always, but no phone is alerted: the
 * list and the badge are enough), `before-answer` (the call was still `placed` or `ringing`),
 * `unless-blocked` (the callee must not learn of a blocked caller), or `never`.
 */
export const MISSED: Record<
  Reason,
  'always' | 'quietly' | 'before-answer' | 'unless-blocked' | 'never'
> = {
  completed: 'never',
  declined: 'never',
  cancelled: 'before-answer',
  timeout: 'always',
  // None of their devices rang, and they are not looking at the list.
  busy: 'always',
  unreachable: 'unless-blocked',
  'do-not-disturb': 'quietly',
  failed: 'never',
  interrupted: 'never',
  'handed-over': 'never',
}

/** The HTTP status of each refusal. */
export const REFUSAL_STATUS: Record<Refusal, 400 | 403 | 404 | 409 | 429> = {
  'desktop-only': 403,
  self: 400,
  'unknown-member': 404,
  'in-a-call': 409,
  'being-called': 409,
  'connector-off': 409,
  'rate-limited': 429,
  'answered-elsewhere': 403,
  'not-a-party': 403,
  'unknown-call': 404,
  invalid: 400,
  'no-account': 409,
}

/** The other side. */
export function otherSide(side: Side): Side {
  return side === 'caller' ? 'callee' : 'caller'
}
