/** A file that is made whole beside its place before it takes it: interrupted, it leaves nothing there. */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { errorCode } from '../error-code.ts'

const OWNER_ONLY = 0o600
const INTERRUPTED = 130
/** What SQLite may lay beside a database. */
const BESIDE = ['', '-journal', '-wal', '-shm']

/** What is under this name now outlasts a power cut. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Takes its place if nothing stands there. @returns false: something does */
function placeNew(part: string, file: string): boolean {
  try {
    // Unlike a rename it never replaces.
    linkSync(part, file)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    // A file system without hard links.
    try {
      closeSync(openSync(file, 'wx', OWNER_ONLY))
    } catch (second) {
      if (errorCode(second) === 'EEXIST') return false
      throw second
    }
    renameSync(part, file)
    return true
  }
}

/**
 * Lets `make` fill an empty 0600 file, which then becomes `file`, durably. `replace`: in the place of
 * what stands there. @returns what `make` did, or null where a file stands in the way
 * @throws what `make` throws, and the system's errors; no file is left then
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
  closeSync(openSync(part, 'wx', OWNER_ONLY))
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
