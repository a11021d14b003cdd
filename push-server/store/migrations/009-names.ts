/**
 * Names are sorted and compared by keys, handles can be corrected, and members be brought back. The keys are written
 * at the next start, by `people/name-index.ts`.
 */
export const NAMES = [
  `ALTER TABLE member ADD COLUMN sort_name TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE member ADD COLUMN look TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE member ADD COLUMN name_shared INTEGER NOT NULL DEFAULT 0`,
  `ALTER TABLE member ADD COLUMN erased INTEGER NOT NULL DEFAULT 0`,
  // Until now nothing was left of a member who was removed.
  `UPDATE member SET erased = 1 WHERE removed_at IS NOT NULL`,
  `DROP INDEX member_by_name`,
  `CREATE INDEX member_by_name ON member (sort_name, handle)`,
  `CREATE INDEX member_by_look ON member (look)`,
  `CREATE INDEX member_to_erase ON member (removed_at) WHERE removed_at IS NOT NULL AND erased = 0`,
  `CREATE TABLE former_handle (
    handle text PRIMARY KEY, member_id text NOT NULL REFERENCES member (id), until integer NOT NULL) STRICT`,
  `CREATE INDEX former_handle_by_member ON former_handle (member_id)`,
]
