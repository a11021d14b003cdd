/** world: what the engines say when nothing can be written. */
import { describe, expect, it } from 'vitest'
import { asStoreError, unwritable } from '../../../push-server/store/store-error.ts'

const failure = (code: string) => Object.assign(new Error('disk I/O error'), { code })

describe('world: a failed write', () => {
  it.each([
    'SQLITE_FULL',
    // A quota (EDQUOT) and a broken disk (EIO).
    'SQLITE_IOERR_WRITE',
    'SQLITE_IOERR_FSYNC',
    'SQLITE_IOERR_SHMSIZE',
    // A file system that went read-only (EROFS).
    'SQLITE_READONLY',
    'SQLITE_READONLY_DBMOVED',
    'SQLITE_CANTOPEN',
  ])('with %s is refused as one on a full disk, and says which', (code) => {
    const error = asStoreError(failure(code))
    expect(unwritable(error)).toBe('full')
    expect(String(error)).toContain(code)
  })

  it.each(['53100', '25006'])('with %s of PostgreSQL is one on a full disk, too', (code) => {
    expect(unwritable(asStoreError(failure(code)))).toBe('full')
  })

  it.each(['55P03', '57014', '40001', '57P01', '08006', '53300', 'ECONNREFUSED', 'ENOTFOUND'])(
    'with %s of PostgreSQL is one that can be tried again',
    (code) => {
      expect(unwritable(asStoreError(failure(code)))).toBe('busy')
    },
  )

  it.each(['Connection terminated unexpectedly', 'timeout expired'])(
    'is one that can be tried again where the driver says: %s',
    (message) => {
      expect(unwritable(asStoreError(new Error(message)))).toBe('busy')
    },
  )

  it.each(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CORRUPT', 'SQLITE_ERROR'])(
    'with %s is another fault',
    (code) => {
      expect(unwritable(asStoreError(failure(code)))).toBeNull()
    },
  )
})
