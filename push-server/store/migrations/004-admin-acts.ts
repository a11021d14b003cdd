/** What administrators did. The rows of removed members stay, so that their acts keep a name. */
export const ADMIN_ACTS = [
  `CREATE TABLE admin_act (
    id integer PRIMARY KEY, at integer NOT NULL, member_id text REFERENCES member (id),
    act text NOT NULL, target text NOT NULL) STRICT`,
  `CREATE INDEX admin_act_by_age ON admin_act (at)`,
]
