/** The results of route handlers, and the HTTP status of each error. */
import { REFUSAL_STATUS } from '../../protocol/reasons.ts'
import type { ApiErrorCode } from '../../protocol/api.ts'

/** The HTTP status of every error code. */
export const ERROR_STATUS = {
  ...REFUSAL_STATUS,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-password': 403,
  'too-many-tries': 429,
  'link-used': 410,
  'handle-taken': 409,
  'handle-removed': 409,
  'no-upgrade': 426,
  'last-admin': 409,
  'too-large': 413,
  'not-a-photo': 415,
  'wrong-origin': 403,
  busy: 503,
  full: 507,
  server: 500,
} as const satisfies Record<ApiErrorCode, number>

/** An expected failure, with one of these codes. */
export interface Failure<C extends ApiErrorCode = ApiErrorCode> {
  readonly ok: false
  readonly code: C
  /** With `invalid`: the wrong field. */
  readonly field?: string
  /** When to try again, ms from now. */
  readonly retryMs?: number
}

interface Success<T> {
  readonly ok: true
  readonly data: T
  /** Each `Set-Cookie` of the response. */
  readonly cookies: readonly string[]
}

/** The result of a route handler, which fails with one of these codes or succeeds. */
export type Answer<T, C extends ApiErrorCode = ApiErrorCode> = Success<T> | Failure<C>

/** A success, with each `Set-Cookie` of its response. */
export function ok<T>(data: T, ...cookies: readonly string[]): Success<T> {
  return { ok: true, data, cookies }
}

/** An expected failure; `retryMs` is from now. */
export function fail<C extends ApiErrorCode>(
  code: C,
  more: { readonly field?: string | undefined; readonly retryMs?: number | undefined } = {},
): Failure<C> {
  return { ok: false, code, ...more }
}
