/** Checks that the database is intact and writable, and that the disk has room. */
import { existsSync, statSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { OTHERS } from '../file-modes.ts'
import { withDatabase } from '../store/with-database.ts'
import { causeOf, failed, fine, warning, type Finding } from './finding.ts'

/** Far longer than any write of a server that has the file open, in ms. */
const BUSY_TIMEOUT_MS = 5_000
const MIB = 1_048_576
/** SQLite needs room for its log, and for a backup beside it. */
const LOW_MIB = 1_024
const TOO_LOW_MIB = 64

function quickCheck(file: string): string {
  return withDatabase(file, { readonly: true, timeout: BUSY_TIMEOUT_MS }, (database) =>
    String(database.pragma('quick_check(1)', { simple: true })),
  )
}

/** @throws if the file cannot be written to */
function tryToWrite(file: string): void {
  withDatabase(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS }, (database) =>
    database.exec('BEGIN IMMEDIATE').exec('ROLLBACK'),
  )
}

const DAMAGED = 'Stop Peal, keep a copy of the folder, and restore the last backup into a new one.'

function soundness(file: string, maxBytes: number): Finding {
  const isRead = statSync(file).size <= maxBytes
  let said: string
  try {
    said = isRead ? quickCheck(file) : 'ok'
  } catch (error) {
    said = causeOf(error)
  }
  if (said !== 'ok') return failed('database', `${file} is damaged (${said}).`, DAMAGED)
  try {
    tryToWrite(file)
  } catch (error) {
    return failed(
      'database',
      `${file} cannot be written to (${causeOf(error)}).`,
      'Give the folder and all in it to the user that Peal runs as; see that the disk is not read-only.',
    )
  }
  return isRead
    ? fine('database', `${file} is whole and can be written to.`)
    : fine('database', `${file} can be written to. So large a one is read whole by peal doctor.`)
}

function room(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder)
  const free = Math.floor((bavail * bsize) / MIB)
  const found = `${free} MiB are free in ${folder}.`
  const mend = 'Make room on that disk, or move the folder and set PEAL_DATA.'
  if (free < TOO_LOW_MIB) return failed('database', found, mend)
  return free < LOW_MIB ? warning('database', found, mend) : fine('database', found)
}

/** Checks the file, its folder and its disk without changes. A file above `maxBytes` is not read whole. */
export function checkDatabase(file: string, maxBytes = Infinity): Finding[] {
  const folder = dirname(file)
  if (!existsSync(file)) {
    return [
      failed(
        'database',
        `${folder} holds no Peal yet.`,
        'Start Peal once, or set PEAL_DATA to its folder.',
      ),
    ]
  }
  const findings = [soundness(file, maxBytes), room(folder)]
  if ((statSync(folder).mode & OTHERS) !== 0) {
    const mend = `chmod 700 ${folder}`
    findings.push(
      failed('database', `Other users may read ${folder}, in which all keys are.`, mend),
    )
  }
  return findings
}
