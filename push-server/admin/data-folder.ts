/** The data folder: only its owner may read it, and one process at a time uses it. */
import Database from 'better-sqlite3'
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOrText, errorCode } from '../error-code.ts'
import { OTHERS, OWNER_ONLY_FOLDER } from '../file-modes.ts'
import { StartProblem } from '../start-problem.ts'

/** Another process has the folder. */
export class FolderInUse extends StartProblem {}

const DATABASE_NAME = 'peal.db'
const LOCK_NAME = 'peal.lock'

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

/**
 * Makes the folder if it does not exist, and gives it the mode 0700.
 * @returns the topmost folder that it made; null: none
 * @throws StartProblem
 */
function prepare(folder: string): string | null {
  try {
    const topmost = makeFolder(folder)
    const { mode } = statSync(folder)
    if ((mode & OTHERS) === 0) return topmost
    // A folder that contains other files does not belong to Peal: its mode stays.
    if (!existsSync(databaseFile(folder)) && readdirSync(folder).length > 0) {
      throw new StartProblem(
        `PEAL_DATA: ${folder} holds other files and is open to other users; it must be a folder for Peal alone.`,
      )
    }
    chmodSync(folder, OWNER_ONLY_FOLDER)
    return topmost
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw unusable(folder, error)
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
 * @throws FolderInUse, StartProblem
 */
export function lockFolder(folder: string) {
  const topmost = prepare(folder)
  let lock: Database.Database | undefined
  try {
    lock = new Database(join(folder, LOCK_NAME), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    const held = lock
    return {
      /** Releases the folder, and removes folders that were made for the lock and are otherwise empty. */
      release: () => {
        held.close()
        if (topmost !== null) removeEmpty(folder, topmost)
      },
    }
  } catch (error) {
    lock?.close()
    if (errorCode(error)?.startsWith('SQLITE_BUSY') === true) {
      throw new FolderInUse(`Peal is already running on ${folder}; stop it first.`)
    }
    throw unusable(folder, error)
  }
}
