/** Faults of the whole database, and what the engines say of them. */
import { errorCode } from '../error-code.ts'
import { isEngineBusy, isOutOfRoom, isUnreachable } from './postgres-errors.ts'

/**
 * `newer-database`: a newer Peal wrote it; `foreign-database`: another program did; `unfit`: PostgreSQL cannot keep
 * it, as the message says; `closed`: the store was closed before the work could run; `busy`: others hold the
 * database; `unreachable`: PostgreSQL does not answer; `full`: the disk takes nothing more, because it is full, over
 * a quota, read-only or broken.
 */
type StoreErrorCode =
  | 'newer-database'
  | 'foreign-database'
  | 'unfit'
  | 'closed'
  | 'busy'
  | 'unreachable'
  | 'full'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** Whether SQLite reports that another process holds the database. */
export function isBusy(error: unknown): boolean {
  return errorCode(error)?.startsWith('SQLITE_BUSY') === true
}

/**
 * What SQLite says of a disk that takes nothing more. It knows ENOSPC only; a quota (EDQUOT) and a broken disk (EIO) are
 * failed writes to it, and a file system that went read-only (EROFS) is any of the last three.
 */
const DISK_FAILS = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/

/** What nothing can be written for now, as an error with a code; any other error as it is. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof StoreError) return error
  if (isBusy(error)) return new StoreError('busy', 'Another process holds the database.', error)
  const code = errorCode(error) ?? ''
  if (DISK_FAILS.test(code) || isOutOfRoom(code)) {
    return new StoreError('full', `The disk takes nothing more (${code}).`, error)
  }
  if (isEngineBusy(code)) return new StoreError('busy', `The database is busy (${code}).`, error)
  if (isUnreachable(error)) {
    return new StoreError('unreachable', `PostgreSQL does not answer (${code}).`, error)
  }
  return error
}

/**
 * Why nothing can be written for now; null: this error says something else. To whoever asked, a database that does
 * not answer is one that is busy: they try again.
 */
export function unwritable(error: unknown): 'busy' | 'full' | null {
  if (!(error instanceof StoreError)) return null
  if (error.code === 'unreachable') return 'busy'
  return error.code === 'busy' || error.code === 'full' ? error.code : null
}
