/**
 * `peal backup <file>`: everything including keys and secrets, as one file. The command's own process
 * makes it from what was committed when the command started. So the server neither stops nor waits, and
 * the file belongs to the user of the command.
 */
import Database from 'better-sqlite3'
import { existsSync, statSync } from 'node:fs'
import { codeOrText } from '../error-code.ts'
import { inspectCopy, type Inspection } from '../store/inspect.ts'
import { problem, type Outcome } from './commands.ts'
import { makeFile } from './part-file.ts'

/** How long a statement waits for a server that is starting or stopping, in ms. */
const BUSY_TIMEOUT_MS = 10_000
const MIB = 1_048_576

/** Why no backup is made of a database. */
const PROBLEMS: Record<Exclude<Inspection, 'sound'>, string> = {
  foreign: 'is a database of another program, of which Peal makes no backup',
  damaged: 'is damaged, so that no sound backup can be made: see peal doctor',
  newer: 'was written by a newer Peal; make the backup with that one',
}

class Unsound extends Error {}

async function copy(database: string, part: string): Promise<void> {
  const source = new Database(database, { readonly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    // A read transaction: without it the copy would start again whenever the server writes.
    source.exec('BEGIN')
    source.prepare('SELECT count(*) FROM sqlite_schema').get()
    await source.backup(part)
  } finally {
    source.close()
  }
  const found = inspectCopy(part)
  if (found !== 'sound') throw new Unsound(PROBLEMS[found])
}

/** Copies the database into `file`, an absolute path at which nothing may exist yet. */
export async function backUp(database: string, file: string): Promise<Outcome> {
  const inTheWay = problem(`${file} exists already; name a file that does not.`)
  if (existsSync(file)) return inTheWay
  try {
    const made = await makeFile(file, false, async (part) => {
      await copy(database, part)
      return true
    })
    if (made === null) return inTheWay
  } catch (error) {
    if (error instanceof Unsound) return problem(`${database} ${error.message}.`)
    return problem(`${file} could not be made (${codeOrText(error)}).`)
  }
  const bytes = statSync(file).size
  return {
    ok: true,
    json: { file, bytes },
    lines: [
      `Backed up to ${file} (${(bytes / MIB).toFixed(1)} MiB). It holds all keys: keep it safe.`,
    ],
  }
}
