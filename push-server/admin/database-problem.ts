/** Says in one line why the database cannot be used at the start. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { errorCode } from '../error-code.ts'
import type { Settings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'
import { isDamage } from '../store/inspect.ts'
import { StoreError, isBusy } from '../store/store-error.ts'

/** SQLite cannot begin with less: its index of the log alone takes half of this. */
const FULL_BYTES = 65_536

function isFull(folder: string, code: string): boolean {
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return true
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize < FULL_BYTES
  } catch {
    return false
  }
}

/** The first of these files that exists and may not be written by this user; null: none. */
function closedFile(files: readonly string[]): string | null {
  const closed = files.filter(existsSync).find((file) => {
    try {
      accessSync(file, constants.R_OK | constants.W_OK)
      return false
    } catch {
      return true
    }
  })
  return closed ?? null
}

/** The problem where one of these files may not be written by this user: SQLite would only read it. */
export function closedProblem(files: readonly string[]): StartProblem | null {
  const file = closedFile(files)
  if (file === null) return null
  return new StartProblem(
    `PEAL_DATA: ${file} cannot be written by this user; give it to the user that Peal runs as, or see that its file system is not read-only.`,
  )
}

/** The problem if `error` is about a disk that is full; else null. */
export function fullProblem(folder: string, error: unknown): StartProblem | null {
  const code = errorCode(error) ?? ''
  if (!code.startsWith('SQLITE_') || !isFull(folder, code)) return null
  return new StartProblem(`PEAL_DATA: the disk of ${folder} is full; make room there.`)
}

/** The problem if `error` is about the database of these settings; null: it is about something else. */
export async function databaseProblem(
  { dataFolder, databaseUrl }: Pick<Settings, 'dataFolder' | 'databaseUrl'>,
  error: unknown,
): Promise<StartProblem | null> {
  if (databaseUrl === null) return fileProblem(dataFolder, error)
  // Imported only here, because the embedded database does not need this code.
  const { postgresProblem } = await import('./postgres-problem.ts')
  return postgresProblem(databaseUrl, error)
}

/** The problem if `error` is about the database file of this folder; null: it is about something else. */
export function fileProblem(folder: string, error: unknown): StartProblem | null {
  if (error instanceof StoreError && error.code === 'newer-database') {
    return new StartProblem(
      `PEAL_DATA: ${folder} was written by a newer Peal; start that one, or use a backup.`,
    )
  }
  if (error instanceof StoreError && error.code === 'foreign-database') {
    return new StartProblem(
      `PEAL_DATA: peal.db in ${folder} is a database of another program; move it away, or name another folder.`,
    )
  }
  const cause = error instanceof StoreError ? (error.cause ?? error) : error
  const code = errorCode(cause) ?? ''
  if (!code.startsWith('SQLITE_')) return null
  if (isDamage(cause)) {
    return new StartProblem(
      `PEAL_DATA: the database in ${folder} is damaged (${code}); move that folder away and restore a backup.`,
    )
  }
  if (isBusy(cause)) {
    return new StartProblem(
      `PEAL_DATA: another process holds the database in ${folder}; end it, such as a backup program.`,
    )
  }
  return (
    fullProblem(folder, cause) ??
    new StartProblem(
      `PEAL_DATA: the database in ${folder} cannot be opened (${code}); it must be one that Peal may read and write.`,
    )
  )
}
