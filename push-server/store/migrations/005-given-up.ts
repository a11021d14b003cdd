/** Calls that a window gave up before their `call.place` arrived: protocol/given-up.ts. */
export const GIVEN_UP = [
  `CREATE TABLE given_up (
    member_id text NOT NULL REFERENCES member (id), call_id text NOT NULL, leg_id text NOT NULL,
    how text NOT NULL, at integer NOT NULL, PRIMARY KEY (member_id, call_id, leg_id)) STRICT`,
  `CREATE INDEX given_up_by_age ON given_up (at)`,
]
