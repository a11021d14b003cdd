import { errorCode } from '../error-code.ts'

/** Whether a write failed because a row with the same key exists. */
export function isKeyConflict(error: unknown): boolean {
  const code = errorCode(error)
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}
