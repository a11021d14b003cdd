import { sql } from 'kysely'
import type { Kysely } from 'kysely'

/** Indexes as they are taken without statistics: no server runs ANALYZE. */
const STATEMENTS = [
  // With the other member in it, missed calls by person are read from it, and not from all history.
  `DROP INDEX history_unseen`,
  `CREATE INDEX history_unseen ON history (member_id, other_id, at DESC, call_id)
    WHERE missed = 1 AND seen_at IS NULL`,
  // The limits on callers read call_by_caller for both of them.
  `DROP INDEX call_by_pair`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
