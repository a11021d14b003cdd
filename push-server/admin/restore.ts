/** `peal restore <file>`: makes a data folder from a backup, on this machine or another. */
import { chmodSync, copyFileSync, existsSync, rmSync, statSync } from 'node:fs'
import { codeOrText } from '../error-code.ts'
import { OWNER_ONLY_FILE } from '../file-modes.ts'
import { inspectCopy, isWithoutMembers, looksLikeDatabase } from '../store/inspect.ts'
import type { Inspection } from '../store/inspect.ts'
import { problem, type Outcome } from './commands.ts'
import { databaseFile, lockFolder } from './data-folder.ts'
import { endAccess } from './end-access.ts'
import { makeFile } from './part-file.ts'

/** What is wrong with the file, as the end of a sentence that begins with its name. */
const PROBLEMS: Record<Exclude<Inspection, 'sound'>, string> = {
  foreign: 'is no backup of Peal',
  damaged: 'is damaged; take another backup',
  newer: 'was written by a newer Peal; restore it with that one',
}

class Unsound extends Error {}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** What is wrong with the file, checked before anything is created; null: nothing so far. */
function wrongAtSight(file: string): string | null {
  try {
    const stats = statSync(file, { throwIfNoEntry: false })
    if (stats === undefined) return `There is no file ${file}.`
    if (!stats.isFile() || !looksLikeDatabase(file)) return `${file} ${PROBLEMS.foreign}.`
  } catch (error) {
    return `${file} cannot be read (${codeOrText(error)}).`
  }
  // Its newest rows are in the WAL file.
  if (sizeOf(`${file}-wal`) > 0) {
    return `${file} is a database in use, not a backup; make one with peal backup.`
  }
  return null
}

/** @throws Unsound with what is wrong */
function copyChecked(file: string, part: string): void {
  copyFileSync(file, part)
  // A copy has the mode of the original.
  chmodSync(part, OWNER_ONLY_FILE)
  let found: Inspection
  try {
    found = inspectCopy(part)
  } catch {
    found = 'damaged'
  }
  if (found !== 'sound') throw new Unsound(PROBLEMS[found])
}

async function fill(folder: string, file: string, signOut: boolean): Promise<Outcome> {
  const database = databaseFile(folder)
  if (existsSync(database) && !isWithoutMembers(database)) {
    return problem(
      `PEAL_DATA: ${folder} already holds a Peal with members; move that folder away, or name another.`,
    )
  }
  try {
    await makeFile(database, true, (part) => {
      copyChecked(file, part)
      endAccess(part, { signOut, now: Date.now() })
      // Those of the empty database that is replaced: SQLite would apply them to the restored one.
      for (const end of ['-wal', '-shm']) rmSync(database + end, { force: true })
    })
  } catch (error) {
    if (error instanceof Unsound) return problem(`${file} ${error.message}.`)
    throw error
  }
  return {
    ok: true,
    json: { folder, bytes: sizeOf(database) },
    lines: [
      `Restored ${file} to ${folder}. Start Peal there now.`,
      signOut
        ? 'Everybody has to sign in again, and open links are void.'
        : 'Open links are void. Everybody stays signed in; --sign-out would sign them out.',
    ],
  }
}

/**
 * Restores the backup in `file` (an absolute path) into the data folder. A restore that is refused leaves
 * the folder as it was. Links that were open are void; `signOut`: everybody has to sign in again.
 * @throws InUse, StartProblem
 */
export async function restore(folder: string, file: string, signOut: boolean): Promise<Outcome> {
  const wrong = wrongAtSight(file)
  if (wrong !== null) return problem(wrong)
  const lock = lockFolder(folder)
  try {
    return await fill(folder, file, signOut)
  } finally {
    lock.release()
  }
}
