/** Calls of whom the callee never learns, because they block the caller. */
export const HIDDEN_CALLS = [`ALTER TABLE call ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0`]
