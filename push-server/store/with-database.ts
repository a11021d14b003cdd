import Database from 'better-sqlite3'

/** Opens a database file, runs `work` on it and closes it. @throws what better-sqlite3 and `work` throw */
export function withDatabase<T>(
  file: string,
  options: Database.Options,
  work: (database: Database.Database) => T,
): T {
  const database = new Database(file, options)
  try {
    return work(database)
  } finally {
    database.close()
  }
}
