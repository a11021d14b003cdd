/**
 * A member may be signed in on at most 50 devices. Signs out what members have beyond that, the least
 * recently used first.
 */
export const FIFTY_DEVICES = [
  {
    sqlite: `UPDATE device SET signed_out_at = unixepoch() * 1000 WHERE id IN (
    SELECT id FROM (
      SELECT id, row_number() OVER (
        PARTITION BY member_id ORDER BY seen_at DESC, created_at DESC, id) AS place
      FROM device WHERE signed_out_at IS NULL)
    WHERE place > 50)`,
    // Peal was there before PostgreSQL was supported: a database of it has no members yet.
    postgres: null,
  },
]
