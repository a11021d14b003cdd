/** Indexes for a query planner without statistics: Peal does not run ANALYZE. */
export const INDEXES = [
  // It includes the other member, so that missed calls by person need no other rows of the history.
  `DROP INDEX history_unseen`,
  `CREATE INDEX history_unseen ON history (member_id, other_id, at DESC, call_id)
    WHERE missed = 1 AND seen_at IS NULL`,
  // Both limits on calls read call_by_caller.
  `DROP INDEX call_by_pair`,
]
