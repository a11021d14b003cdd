/** Opens the database of an installation, or says in one line why it cannot be opened. */
import type { Settings } from '../settings.ts'
import { InUse } from '../start-problem.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import type { Store } from '../store/store.ts'
import { databaseFile } from './data-folder.ts'
import { closedProblem, databaseProblem } from './database-problem.ts'

/** The files of the database, of which SQLite makes those that are missing. */
const ENDS = ['', '-wal', '-shm']

type Place = Pick<Settings, 'dataFolder' | 'databaseUrl'>

function openFile(folder: string): Promise<Store> {
  const file = databaseFile(folder)
  const closed = closedProblem(ENDS.map((end) => file + end))
  if (closed !== null) throw closed
  return openSqliteStore(file)
}

/** Takes the database for this process, as the lock of the data folder does for the file in it. */
async function openPostgres(url: string, onLost: () => void): Promise<Store> {
  // Loaded where they are used: the embedded database does not need their code.
  const { lockDatabase } = await import('../store/postgres-lock.ts')
  const { openPostgresStore } = await import('../store/postgres-store.ts')
  const { placeOf } = await import('../store/postgres-connection.ts')
  const lock = await lockDatabase(url, onLost)
  if (lock === null) {
    throw new InUse(
      `DATABASE_URL: Peal is already running on the database ${placeOf(url)}; stop it first.`,
    )
  }
  try {
    const store = await openPostgresStore(url)
    return {
      ...store,
      async close() {
        await store.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/**
 * Leaves a database that it cannot open unchanged. `onLost`: PostgreSQL was away, and another server has the database
 * now, so that this one has to stop.
 * @throws StartProblem
 */
export async function openDatabase(place: Place, onLost: () => void): Promise<Store> {
  try {
    return place.databaseUrl === null
      ? await openFile(place.dataFolder)
      : await openPostgres(place.databaseUrl, onLost)
  } catch (error) {
    throw (await databaseProblem(place, error)) ?? error
  }
}
