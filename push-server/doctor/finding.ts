/** What the doctor's checks found, and what to do about it. */
import type { AdminFinding } from '../../protocol/admin-api.ts'
import { errorCode } from '../error-code.ts'

/** The result of one check. */
export type Finding = AdminFinding

type Check = Finding['check']

/** All is well. */
export function fine(check: Check, found: string): Finding {
  return { check, status: 'ok', found, mend: null }
}

/** It works, but not for everybody or not for much longer. */
export function warning(check: Check, found: string, mend: string): Finding {
  return { check, status: 'warning', found, mend }
}

/** It does not work: the doctor's exit status is 1. */
export function failed(check: Check, found: string, mend: string): Finding {
  return { check, status: 'failed', found, mend }
}

/** The code of an error or of its cause, or else its message. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = errorCode(error)
  if (code !== null) return code
  return error.cause === undefined ? error.message : causeOf(error.cause)
}
