/** world: what SQLite says when nothing can be written. */
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

  it.each(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CORRUPT', 'SQLITE_ERROR'])(
    'with %s is another fault',
    (code) => {
      expect(unwritable(asStoreError(failure(code)))).toBeNull()
    },
  )
})
