/** Blocked people are counted and listed, and what others noted of an erased member is found by that member. */
export const RELATIONS = [
  `CREATE INDEX relation_blocked ON relation (member_id) WHERE blocked = 1`,
  `CREATE INDEX relation_by_other ON relation (other_id)`,
]
