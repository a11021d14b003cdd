/** Writes that failed because another row has the same key. */
import { errorCode } from '../error-code.ts'
import { keyOf } from './postgres-errors.ts'

const SQLITE_CODES: ReadonlySet<string> = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
])

/** Whether a write failed because another row has the same value in one of these columns, such as `call.id`. */
export function isKeyConflict(error: unknown, columns: readonly string[]): boolean {
  const key = keyOf(error)
  if (key !== null) return columns.includes(key)
  // SQLite names the column in the message only: "UNIQUE constraint failed: call.id".
  const isConflict = SQLITE_CODES.has(errorCode(error) ?? '')
  return isConflict && columns.some((column) => String(error).endsWith(`: ${column}`))
}
