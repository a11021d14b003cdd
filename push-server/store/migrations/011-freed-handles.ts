/**
 * Removed members whose handle was given to somebody else keep it in a column of its own, and have a placeholder that is
 * a valid handle: the placeholders before (`~` and an id) were none, so that a page which sent one back was disconnected.
 */
export const FREED_HANDLES = [
  `ALTER TABLE member ADD COLUMN freed_handle text`,
  {
    sqlite: `UPDATE member SET handle = 'removed.' || lower(hex(randomblob(12))) WHERE handle LIKE '~%'`,
    // Peal was there before PostgreSQL was supported: a database of it has no members yet.
    postgres: null,
  },
  `CREATE INDEX member_by_freed_handle ON member (freed_handle) WHERE freed_handle IS NOT NULL`,
]
