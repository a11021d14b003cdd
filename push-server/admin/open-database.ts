/** Opens the database of a data folder, or says in one line why it cannot be opened. */
import { openStore, type Store } from '../store/store.ts'
import { databaseFile } from './data-folder.ts'
import { closedProblem, databaseProblem } from './database-problem.ts'

/** The files of the database, of which SQLite makes those that are missing. */
const ENDS = ['', '-wal', '-shm']

/** Leaves a file that it cannot open unchanged. @throws StartProblem */
export async function openDatabase(folder: string): Promise<Store> {
  const file = databaseFile(folder)
  const closed = closedProblem(ENDS.map((end) => file + end))
  if (closed !== null) throw closed
  try {
    return await openStore(file)
  } catch (error) {
    throw databaseProblem(folder, error) ?? error
  }
}
