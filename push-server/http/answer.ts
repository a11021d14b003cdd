/** What a route's handler answers, and the errors' statuses. */
import { REFUSAL_STATUS } from '../../protocol/reasons.ts'
import type { ApiErrorCode } from '../../protocol/api.ts'

/** The HTTP status of every error code. */
const ERROR_STATUS = {
  ...REFUSAL_STATUS,
  'signed-out': 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-password': 403,
  'too-many-tries': 429,
  'link-used': 410,
  'handle-taken': 409,
  'last-admin': 409,
  'too-large': 413,
  'not-a-photo': 415,
  'wrong-origin': 403,
  busy: 503,
  server: 500,
} as const satisfies Record<ApiErrorCode, number>

export type ErrorStatus = (typeof ERROR_STATUS)[ApiErrorCode]

/** An expected outcome that is not success. */
export interface Failure {
  readonly ok: false
  readonly code: ApiErrorCode
  /** With `invalid`: which field is wrong. */
  readonly field?: string
  /** When to try again, ms from now. */
  readonly retryMs?: number
}

export interface Success<T> {
  readonly ok: true
  readonly data: T
  /** A `Set-Cookie` that goes with it. */
  readonly cookie?: string
}

export type Answer<T> = Success<T> | Failure

export function ok<T>(data: T, cookie?: string): Success<T> {
  return cookie === undefined ? { ok: true, data } : { ok: true, data, cookie }
}

export function fail(code: ApiErrorCode, more: { field?: string; retryMs?: number } = {}): Failure {
  return { ok: false, code, ...more }
}

export function statusOf(code: ApiErrorCode): ErrorStatus {
  return ERROR_STATUS[code]
}
