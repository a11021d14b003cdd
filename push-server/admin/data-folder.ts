/** The data folder: made for its owner alone, and used by one process at a time. */
import Database from 'better-sqlite3'
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { codeOrText, errorCode } from '../error-code.ts'

/** What stops a start; its message is one line for people. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}

/** The folder is another process's. */
export class FolderInUse extends StartProblem {}

const DATABASE_NAME = 'peal.db'
const LOCK_NAME = 'peal.lock'
const OWNER_ONLY = 0o700
const OTHERS = 0o077

/** Where the database of a data folder is. */
export function databaseFile(folder: string): string {
  return join(folder, DATABASE_NAME)
}

/** Says that this process has the folder. */
export interface FolderLock {
  /** Lets it go; folders that were made for the lock, and hold nothing else, go with it. */
  release(): void
}

/**
 * Makes a folder and those above it. Node's own recursive way goes round for ever where a file system
 * answers ENOENT for a folder that is there (/proc).
 * @returns the topmost that it made; null: the folder was there
 */
function makeFolder(path: string): string | null {
  try {
    mkdirSync(path, { mode: OWNER_ONLY })
    return path
  } catch (error) {
    const above = dirname(path)
    if (errorCode(error) === 'EEXIST') return null
    if (errorCode(error) !== 'ENOENT' || existsSync(above)) throw error
    const topmost = makeFolder(above)
    mkdirSync(path, { mode: OWNER_ONLY })
    return topmost ?? path
  }
}

/**
 * Makes the folder if it is not there, 0700 in either case.
 * @returns the topmost folder that it made; null: none
 * @throws StartProblem
 */
function prepare(folder: string): string | null {
  try {
    const topmost = makeFolder(folder)
    const { mode } = statSync(folder)
    if ((mode & OTHERS) === 0) return topmost
    // A folder that others' files are in is not Peal's to close.
    if (!existsSync(databaseFile(folder)) && readdirSync(folder).length > 0) {
      throw new StartProblem(
        `PEAL_DATA: ${folder} holds other files and is open to other users; it must be a folder for Peal alone.`,
      )
    }
    chmodSync(folder, OWNER_ONLY)
    return topmost
  } catch (error) {
    if (error instanceof StartProblem) throw error
    throw new StartProblem(
      `PEAL_DATA: ${folder} cannot be used (${codeOrText(error)}); it must be a folder that Peal may write to.`,
    )
  }
}

/** Takes away a folder that holds nothing but the lock, and those above it up to `topmost`. */
function takeAway(folder: string, topmost: string): void {
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
    // It is gone, or somebody else's by now: then it is not to be taken away.
  }
}

/**
 * Makes the folder this process's, until it releases it or dies in any way: the lock is the operating
 * system's on an SQLite file, so that a dead owner leaves none behind.
 * @throws FolderInUse, StartProblem
 */
export function lockFolder(folder: string): FolderLock {
  const topmost = prepare(folder)
  let lock: Database.Database | undefined
  try {
    lock = new Database(join(folder, LOCK_NAME), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    const held = lock
    return {
      release: () => {
        held.close()
        if (topmost !== null) takeAway(folder, topmost)
      },
    }
  } catch (error) {
    lock?.close()
    if (errorCode(error)?.startsWith('SQLITE_BUSY') === true) {
      throw new FolderInUse(`Peal is already running on ${folder}; stop it first.`)
    }
    throw new StartProblem(
      `PEAL_DATA: ${folder} cannot be used (${codeOrText(error)}); it must be a folder that Peal may write to.`,
    )
  }
}
