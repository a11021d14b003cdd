/** Writes a file beside its destination and moves it there when complete; an interruption leaves none. */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../error-code.ts'
import { OWNER_ONLY_FILE } from '../file-modes.ts'

const INTERRUPTED = 130
/** Suffixes of the files that SQLite may write beside a database. */
const BESIDE = ['', '-journal', '-wal', '-shm']

/** Makes the folder's entries durable: they survive a power cut. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Moves the file to its destination, unless a file exists there. @returns false: one does */
function placeNew(part: string, file: string): boolean {
  try {
    // Unlike a rename, a link never replaces a file.
    linkSync(part, file)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    // The file system has no hard links.
    try {
      closeSync(openSync(file, 'wx', OWNER_ONLY_FILE))
    } catch (second) {
      if (errorCode(second) === 'EEXIST') return false
      throw second
    }
    renameSync(part, file)
    return true
  }
}

/**
 * Lets `make` fill an empty file of mode 0600, which then durably becomes `file`. `replace`: it replaces
 * an existing file. @returns the result of `make`; null: a file exists there and is not to be replaced
 * @throws what `make` throws, and the system's errors, after removing the unfinished file
 */
export async function makeFile<T>(
  file: string,
  replace: boolean,
  make: (part: string) => Promise<T> | T,
): Promise<T | null> {
  const part = `${file}.${process.pid}.part`
  const remove = () => BESIDE.forEach((end) => rmSync(part + end, { force: true }))
  const interrupted = () => {
    remove()
    process.exit(INTERRUPTED)
  }
  closeSync(openSync(part, 'wx', OWNER_ONLY_FILE))
  process.once('SIGINT', interrupted)
  process.once('SIGTERM', interrupted)
  try {
    const made = await make(part)
    const descriptor = openSync(part, 'r+')
    fsyncSync(descriptor)
    closeSync(descriptor)
    if (replace) renameSync(part, file)
    else if (!placeNew(part, file)) return null
    syncFolder(dirname(file))
    return made
  } finally {
    process.off('SIGINT', interrupted)
    process.off('SIGTERM', interrupted)
    remove()
  }
}
