/** Whether a folder is Peal's alone: only then Peal may decide who looks into it. */
import { readdirSync, statSync } from 'node:fs'

/** What Peal writes into its data folder (SQLite's files beside a database, and unfinished ones), and what a disk brings. */
const OWN_NAMES = /^(peal\.(db|lock|sock)(-wal|-shm|-journal)?|peal\.db\.\d+\.part.*|lost\+found)$/
/** Of folders in which everybody makes files, such as /tmp: only their owners may remove these. */
const STICKY = 0o1000

/** Whether nobody else has a file in the folder, or is meant to. @throws the system's error */
export function isOwnFolder(folder: string): boolean {
  if ((statSync(folder).mode & STICKY) !== 0) return false
  return readdirSync(folder).every((name) => OWN_NAMES.test(name))
}
