/** `peal migrate --to <DATABASE_URL>`: copies a data folder into an empty database of PostgreSQL. */
import { StartProblem } from '../start-problem.ts'
import { SourceError, copyToPostgres } from '../store/copy-to-postgres.ts'
import { placeOf } from '../store/postgres-connection.ts'
import type { Outcome } from './commands.ts'
import { databaseFile, lockFolder } from './data-folder.ts'
import { fileProblem } from './database-problem.ts'
import { postgresProblem } from './postgres-problem.ts'

/**
 * The folder is locked meanwhile, and stays as it was.
 * @throws InUse, StartProblem
 */
export async function moveToPostgres(folder: string, url: string): Promise<Outcome> {
  const lock = lockFolder(folder)
  try {
    const tables = await copyToPostgres(databaseFile(folder), url)
    const rows = tables.reduce((sum, table) => sum + table.rows, 0)
    return {
      ok: true,
      json: { tables },
      lines: [
        `Copied ${rows} rows of ${tables.length} tables into the database ${placeOf(url)}, and compared them.`,
        `Set DATABASE_URL and start Peal. ${folder} is as it was: keep it until all is well.`,
      ],
    }
  } catch (error) {
    if (error instanceof SourceError) {
      throw new StartProblem(`PEAL_DATA: the database in ${folder} ${error.message}.`)
    }
    throw postgresProblem(url, error) ?? fileProblem(folder, error) ?? error
  } finally {
    lock.release()
  }
}
