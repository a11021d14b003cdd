/** What a check of the doctor's found, and what to do about it. */
import { errorCode } from '../error-code.ts'

/** One sentence about one thing. */
export interface Finding {
  readonly check: 'origin' | 'certificate' | 'database' | 'stun' | 'turn' | 'push'
  readonly status: 'ok' | 'warning' | 'failed'
  /** One sentence. */
  readonly found: string
  /** How to mend it; null: nothing need be. */
  readonly mend: string | null
}

type Check = Finding['check']

/** Nothing need be done. */
export function fine(check: Check, found: string): Finding {
  return { check, status: 'ok', found, mend: null }
}

/** It works, but not for everybody or not for long. */
export function warning(check: Check, found: string, mend: string): Finding {
  return { check, status: 'warning', found, mend }
}

/** It does not work: the doctor's exit status is 1. */
export function failed(check: Check, found: string, mend: string): Finding {
  return { check, status: 'failed', found, mend }
}

/** The code of an error, or of what caused it, or its message. */
export function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = errorCode(error)
  if (code !== null) return code
  return error.cause === undefined ? error.message : causeOf(error.cause)
}
