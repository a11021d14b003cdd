/** Opens the database of a data folder, or says in one line why that cannot be. */
import { errorCode } from '../error-code.ts'
import { StoreError } from '../store/store-error.ts'
import { openStore } from '../store/store.ts'
import type { Store } from '../store/store.ts'
import { StartProblem, databaseFile } from './data-folder.ts'

/** Result codes of SQLite's for a file that is none of its own, or not whole any more. */
const DAMAGED = /^SQLITE_(NOTADB|CORRUPT)/

/** The file stays as it is where it cannot be opened. @throws StartProblem */
export async function openDatabase(folder: string): Promise<Store> {
  try {
    return await openStore(databaseFile(folder))
  } catch (error) {
    if (error instanceof StoreError && error.code === 'newer-database') {
      throw new StartProblem(
        `PEAL_DATA: ${folder} was written by a newer Peal; start that one, or use a backup.`,
      )
    }
    const code = errorCode(error)
    if (code === null || !code.startsWith('SQLITE_')) throw error
    throw new StartProblem(
      DAMAGED.test(code)
        ? `PEAL_DATA: the database in ${folder} is damaged (${code}); move that folder away and restore a backup.`
        : `PEAL_DATA: the database in ${folder} cannot be opened (${code}); it must be one that Peal may read and write.`,
    )
  }
}
