/** world: why a database cannot be used, in one line for whoever starts Peal. */
import type * as NodeFs from 'node:fs'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { fileProblem } from '../../push-server/admin/database-problem.ts'
import { StoreError, asStoreError } from '../../push-server/store/store-error.ts'
import { tempDir } from '../support/temp-dir.ts'

const closed = vi.hoisted(() => ({ file: '' }))

// The tests may run as root, who may write everything.
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof NodeFs>()
  const accessSync: typeof fs.accessSync = (path, mode) => {
    if (path === closed.file) throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
    fs.accessSync(path, mode)
  }
  return { ...fs, accessSync }
})

const failure = (code: string) => Object.assign(new Error('from SQLite'), { code })

describe('world: a start', () => {
  it.each([
    [failure('SQLITE_BUSY'), /another process holds the database in/],
    [asStoreError(failure('SQLITE_BUSY')), /another process holds the database in/],
    [failure('SQLITE_FULL'), /the disk of .* is full/],
    [asStoreError(failure('SQLITE_FULL')), /the disk of .* is full/],
    [failure('SQLITE_IOERR_SHMSIZE'), /the disk of .* is full/],
    [failure('SQLITE_CORRUPT'), /is damaged \(SQLITE_CORRUPT\)/],
    [asStoreError(failure('SQLITE_READONLY')), /cannot be opened \(SQLITE_READONLY\)/],
    [new StoreError('newer-database', ''), /was written by a newer Peal/],
  ])('says in one line what it means: %s', (error, line) => {
    const folder = tempDir()
    expect(fileProblem(folder, error)?.message).toMatch(line)
    expect(fileProblem(folder, error)?.message).toMatch(/^PEAL_DATA: [^\n]*\.$/)
  })

  it('leaves other errors as they are', () => {
    expect(fileProblem(tempDir(), new Error('a bug'))).toBeNull()
  })

  it.each(['peal.lock', 'peal.db', 'peal.db-wal'])(
    'is refused where %s may only be read: two servers could use the folder',
    async (name) => {
      const folder = tempDir()
      closed.file = join(folder, name)
      writeFileSync(closed.file, '')
      // Another test may have loaded them with the real file system.
      vi.resetModules()
      const { lockFolder } = await import('../../push-server/admin/data-folder.ts')
      const { openDatabase } = await import('../../push-server/admin/open-database.ts')
      const start = async () => {
        const lock = lockFolder(folder)
        try {
          await openDatabase({ dataFolder: folder, databaseUrl: null }, () => undefined)
        } finally {
          lock.release()
        }
      }
      await expect(start()).rejects.toThrow(
        `PEAL_DATA: ${closed.file} cannot be written by this user`,
      )
    },
  )
})
