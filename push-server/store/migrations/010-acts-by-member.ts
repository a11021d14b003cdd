/** Admins are told of links by their ids, since a handle can be corrected, or be given to somebody else. */
export const ACTS_BY_MEMBER = [
  `ALTER TABLE admin_act ADD COLUMN target_id text REFERENCES member (id)`,
  `UPDATE admin_act SET target_id = (SELECT id FROM member WHERE handle = admin_act.target)
    WHERE act = 'link-made'`,
  `DROP INDEX admin_act_by_target`,
  `CREATE INDEX admin_act_by_target ON admin_act (target_id, act, at) WHERE target_id IS NOT NULL`,
]
