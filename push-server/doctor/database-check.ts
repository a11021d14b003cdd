/** Checks that the database is intact and writable, and that the disk has room. */
import { existsSync, statSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { OTHERS } from '../file-modes.ts'
import { isOwnFolder } from '../own-folder.ts'
import { isForeign } from '../store/inspect.ts'
import { BRIEF_TIMEOUT_MS, patiently } from '../store/patiently.ts'
import { isBusy } from '../store/store-error.ts'
import { withDatabase } from '../store/with-database.ts'
import { causeOf, failed, fine, warning, type Finding } from './finding.ts'

const MIB = 1_048_576
/** SQLite needs room for its log, and for a backup beside it. */
const LOW_MIB = 1_024
const TOO_LOW_MIB = 64

function quickCheck(file: string): Promise<string> {
  return patiently(() =>
    withDatabase(file, { readonly: true, timeout: BRIEF_TIMEOUT_MS }, (database) =>
      isForeign(database)
        ? 'it is a database of another program'
        : String(database.pragma('quick_check(1)', { simple: true })),
    ),
  )
}

/** @throws if the file cannot be written to */
async function tryToWrite(file: string): Promise<void> {
  await patiently(() =>
    withDatabase(file, { fileMustExist: true, timeout: BRIEF_TIMEOUT_MS }, (database) =>
      database.exec('BEGIN IMMEDIATE').exec('ROLLBACK'),
    ),
  )
}

const held = (file: string) =>
  failed(
    'database',
    `Another process holds ${file}: nothing can be written.`,
    'End that process, such as a backup program or a database browser.',
  )

const DAMAGED = 'Stop Peal, keep a copy of the folder, and restore the last backup into a new one.'

async function soundness(file: string, maxBytes: number): Promise<Finding> {
  const isRead = statSync(file).size <= maxBytes
  let said: string
  try {
    said = isRead ? await quickCheck(file) : 'ok'
  } catch (error) {
    if (isBusy(error)) return held(file)
    said = causeOf(error)
  }
  if (said !== 'ok') return failed('database', `${file} is damaged (${said}).`, DAMAGED)
  try {
    await tryToWrite(file)
  } catch (error) {
    if (isBusy(error)) return held(file)
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
export async function checkDatabase(file: string, maxBytes = Infinity): Promise<Finding[]> {
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
  const findings = [await soundness(file, maxBytes), room(folder)]
  if ((statSync(folder).mode & OTHERS) !== 0) {
    // Closing a folder that others use, too, would lock them out.
    const mend = isOwnFolder(folder)
      ? `chmod 700 ${folder}`
      : 'Move Peal into a folder for it alone, with the mode 0700, and set PEAL_DATA.'
    findings.push(
      failed('database', `Other users may read ${folder}, in which all keys are.`, mend),
    )
  }
  return findings
}
