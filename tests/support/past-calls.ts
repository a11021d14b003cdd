/** Writes call history from earlier days into the database of a running Peal. */
import Database from 'better-sqlite3'

const HOUR_MS = 3_600_000

export interface PastCalls {
  /** Handle of the member whose history it is; they called. */
  readonly of: string
  readonly with: string
  readonly count: number
  /** How long ago the newest was. Each further one is another hour older. */
  readonly hoursAgo: number
}

/** Writes answered calls of a minute each into the database of a data folder. */
export function addPastCalls(databasePath: string, past: PastCalls): void {
  const database = new Database(databasePath)
  try {
    const idOf = database.prepare('select id from member where handle = ?').pluck()
    const insert = database.prepare(
      `insert into history (member_id, other_id, call_id, at, role, connector_id, reason, missed, duration_ms)
       values (?, ?, ?, ?, 'caller', 'webrtc', 'completed', 0, 60000)`,
    )
    const [member, other] = [idOf.get(past.of), idOf.get(past.with)]
    const newest = Date.now() - past.hoursAgo * HOUR_MS
    database.transaction(() => {
      for (let index = 0; index < past.count; index += 1) {
        const id = `past-${past.with}-${String(index)}`
        insert.run(member, other, id, newest - index * HOUR_MS)
      }
    })()
  } finally {
    database.close()
  }
}
