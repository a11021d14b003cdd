/**
 * Names are also compared by how their capitals look. `people/name-index.ts` writes the keys at the next start, since its
 * rules have another version.
 */
export const WRITTEN_LOOKS = [
  `ALTER TABLE member ADD COLUMN look_written TEXT NOT NULL DEFAULT ''`,
  `CREATE INDEX member_by_look_written ON member (look_written)`,
]
