/** Opens the database of a data folder, or says in one line why it cannot be opened. */
import { errorCode } from '../error-code.ts'
import { StartProblem } from '../start-problem.ts'
import { isDamage } from '../store/inspect.ts'
import { StoreError } from '../store/store-error.ts'
import { openStore, type Store } from '../store/store.ts'
import { databaseFile } from './data-folder.ts'

/** Leaves a file that it cannot open unchanged. @throws StartProblem */
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
      isDamage(error)
        ? `PEAL_DATA: the database in ${folder} is damaged (${code}); move that folder away and restore a backup.`
        : `PEAL_DATA: the database in ${folder} cannot be opened (${code}); it must be one that Peal may read and write.`,
    )
  }
}
