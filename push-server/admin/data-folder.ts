/** The data folder: only its owner may read it, and one process at a time uses it. */
import Database from 'better-sqlite3'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  rmdirSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOrText, errorCode } from '../error-code.ts'
import { OTHERS, OWNER_ONLY_FOLDER } from '../file-modes.ts'
import { isOwnFolder } from '../own-folder.ts'
import type { Settings } from '../settings.ts'
import { InUse, StartProblem } from '../start-problem.ts'
import type { DatabasePlace } from '../store/database-place.ts'
import { nativeProblem } from '../store/native-module.ts'
import { closedProblem, fullProblem } from './database-problem.ts'

const DATABASE_NAME = 'peal.db'
const LOCK_NAME = 'peal.lock'

/** Where the rows of an installation with these settings are. */
export function databaseOf({
  dataFolder,
  databaseUrl,
}: Pick<Settings, 'dataFolder' | 'databaseUrl'>): DatabasePlace {
  return databaseUrl === null
    ? { engine: 'sqlite', file: databaseFile(dataFolder) }
    : { engine: 'postgres', url: databaseUrl }
}

/** The database file of a data folder. */
export function databaseFile(folder: string): string {
  return join(folder, DATABASE_NAME)
}

/**
 * Makes a folder and its parents. Node's `recursive` option loops for ever on file systems that answer
 * ENOENT for existing folders (/proc).
 * @returns the topmost folder that it made; null: the folder existed
 */
function makeFolder(path: string): string | null {
  try {
    mkdirSync(path, { mode: OWNER_ONLY_FOLDER })
    return path
  } catch (error) {
    const above = dirname(path)
    if (errorCode(error) === 'EEXIST') return null
    if (errorCode(error) !== 'ENOENT' || existsSync(above)) throw error
    const topmost = makeFolder(above)
    mkdirSync(path, { mode: OWNER_ONLY_FOLDER })
    return topmost ?? path
  }
}

function unusable(folder: string, error: unknown): StartProblem {
  return new StartProblem(
    `PEAL_DATA: ${folder} cannot be used (${codeOrText(error)}); it must be a folder that Peal may write to.`,
  )
}

/** A folder that is ready to be used. */
interface Prepared {
  /** The topmost folder that was made; null: none. */
  readonly topmost: string | null
  /** What the administrator should mend, in one line; null: nothing. */
  readonly warning: string | null
}

/**
 * Makes the folder if it does not exist, and gives it the mode 0700 if it is Peal's alone: in a folder that others use,
 * too, such as /tmp, that would lock them out.
 * @throws StartProblem
 */
function prepare(folder: string): Prepared {
  try {
    const topmost = makeFolder(folder)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    if ((statSync(folder).mode & OTHERS) === 0) return { topmost, warning: null }
    const isClosed = isOwnFolder(folder) && closeToOthers(folder)
    const warning = isClosed
      ? null
      : `PEAL_DATA: other users may look into ${folder}; make it a folder for Peal alone, with the mode 0700.`
    return { topmost, warning }
  } catch (error) {
    throw unusable(folder, error)
  }
}

/** False: the folder belongs to another user. */
function closeToOthers(folder: string): boolean {
  try {
    chmodSync(folder, OWNER_ONLY_FOLDER)
    return true
  } catch (error) {
    if (errorCode(error) === 'EPERM') return false
    throw error
  }
}

/** Removes a folder that contains nothing but the lock, and its parents up to `topmost`. */
function removeEmpty(folder: string, topmost: string): void {
  try {
    if (readdirSync(folder).some((name) => name !== LOCK_NAME)) return
    rmSync(join(folder, LOCK_NAME))
    let path = folder
    rmdirSync(path)
    while (path !== topmost) {
      path = dirname(path)
      rmdirSync(path)
    }
  } catch {
    // Already removed, or used by another process by now: leave it.
  }
}

/**
 * Takes the folder for this process, until it releases it or dies. The lock is the operating system's
 * lock on an SQLite file, so that a dead process leaves none behind.
 * @throws InUse, StartProblem
 */
export function lockFolder(folder: string) {
  const { topmost, warning } = prepare(folder)
  const lockFile = join(folder, LOCK_NAME)
  // SQLite would take a lock of readers only, which keeps no second server out.
  const closed = closedProblem([lockFile])
  if (closed !== null) throw closed
  let lock: Database.Database | undefined
  try {
    lock = new Database(lockFile, { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    const held = lock
    return {
      warning,
      /** Releases the folder, and removes folders that were made for the lock and are otherwise empty. */
      release: () => {
        held.close()
        if (topmost !== null) removeEmpty(folder, topmost)
      },
    }
  } catch (error) {
    lock?.close()
    const code = errorCode(error) ?? ''
    if (code.startsWith('SQLITE_BUSY')) {
      throw new InUse(`Peal is already running on ${folder}; stop it first.`)
    }
    const native = nativeProblem(error)
    if (native !== null) throw new StartProblem(native)
    if (/^SQLITE_(IOERR_(LOCK|UNLOCK|RDLOCK|CHECKRESERVEDLOCK|SHM)|NOLFS|PROTOCOL)/.test(code)) {
      throw new StartProblem(
        `PEAL_DATA: ${folder} is on a file system without file locks (${code}); it must be on a local disk.`,
      )
    }
    throw fullProblem(folder, error) ?? unusable(folder, error)
  }
}
