/** The tables of the first release, as docs/protocol.md describes them. */
export const FIRST = [
  `CREATE TABLE member (
    id text PRIMARY KEY, handle text NOT NULL UNIQUE, name text NOT NULL, admin integer NOT NULL,
    dnd_until integer, connector_last text, photo_version text, removed_at integer,
    created_at integer NOT NULL) STRICT`,
  `CREATE INDEX member_by_name ON member (name, id)`,
  `CREATE TABLE photo (
    member_id text PRIMARY KEY REFERENCES member (id), type text NOT NULL, bytes blob NOT NULL) STRICT`,
  `CREATE TABLE password (
    member_id text PRIMARY KEY REFERENCES member (id), phc text NOT NULL) STRICT`,
  `CREATE TABLE ticket (
    hash text PRIMARY KEY, kind text NOT NULL, member_id text REFERENCES member (id),
    device_kind text, created_by text, expires_at integer NOT NULL, used_at integer) STRICT`,
  `CREATE INDEX ticket_by_expiry ON ticket (expires_at)`,
  `CREATE TABLE device (
    id text PRIMARY KEY, member_id text NOT NULL REFERENCES member (id), kind text NOT NULL,
    name text NOT NULL, cookie_hash text NOT NULL UNIQUE, ring_here integer NOT NULL,
    created_at integer NOT NULL, seen_at integer NOT NULL, expires_at integer NOT NULL,
    signed_out_at integer) STRICT`,
  `CREATE INDEX device_by_member ON device (member_id)`,
  `CREATE INDEX device_by_expiry ON device (expires_at)`,
  `CREATE TABLE subscription (
    device_id text PRIMARY KEY REFERENCES device (id), endpoint text NOT NULL UNIQUE,
    p256dh text NOT NULL, auth text NOT NULL, vapid_key_id text NOT NULL, proved_at integer,
    failing_since integer) STRICT`,
  `CREATE TABLE member_word (
    word text NOT NULL, member_id text NOT NULL REFERENCES member (id),
    PRIMARY KEY (word, member_id)) STRICT`,
  `CREATE INDEX member_word_by_member ON member_word (member_id)`,
  `CREATE TABLE relation (
    member_id text NOT NULL REFERENCES member (id), other_id text NOT NULL REFERENCES member (id),
    favourite integer NOT NULL, blocked integer NOT NULL, last_call_at integer,
    PRIMARY KEY (member_id, other_id)) STRICT`,
  `CREATE INDEX relation_by_last_call ON relation (member_id, last_call_at DESC)`,
  `CREATE INDEX relation_favourite ON relation (member_id) WHERE favourite = 1`,
  `CREATE TABLE im_account (
    id text PRIMARY KEY, member_id text NOT NULL REFERENCES member (id), type text NOT NULL,
    value text NOT NULL) STRICT`,
  `CREATE INDEX im_account_by_member ON im_account (member_id)`,
  `CREATE TABLE connector (
    id text PRIMARY KEY, position integer NOT NULL, enabled integer NOT NULL,
    settings text NOT NULL, secret text) STRICT`,
  `CREATE TABLE setting (key text PRIMARY KEY, value text NOT NULL) STRICT`,
  `CREATE TABLE call (
    id text PRIMARY KEY, merged_id text UNIQUE,
    caller_id text NOT NULL REFERENCES member (id), callee_id text NOT NULL REFERENCES member (id),
    connector_id text NOT NULL, kind text NOT NULL, state text NOT NULL, phase text, reason text,
    ended_by text, missed integer NOT NULL, rev integer NOT NULL, gen integer NOT NULL,
    created_at integer NOT NULL, answered_at integer, connected_at integer, ended_at integer,
    deadline integer, limit_at integer, unreachable_at integer, offer text) STRICT`,
  `CREATE INDEX call_by_deadline ON call (deadline) WHERE state <> 'ended'`,
  `CREATE INDEX call_by_pair ON call (caller_id, callee_id, created_at)`,
  `CREATE INDEX call_by_caller ON call (caller_id, created_at)`,
  `CREATE INDEX call_by_end ON call (ended_at) WHERE state = 'ended'`,
  `CREATE TABLE leg (
    call_id text NOT NULL REFERENCES call (id) ON DELETE CASCADE, side text NOT NULL,
    leg_id text NOT NULL UNIQUE, device_id text NOT NULL, ready integer NOT NULL,
    left_at integer, silent_at integer, PRIMARY KEY (call_id, side)) STRICT`,
  `CREATE TABLE live (
    member_id text PRIMARY KEY REFERENCES member (id),
    call_id text NOT NULL REFERENCES call (id)) STRICT`,
  `CREATE INDEX live_by_call ON live (call_id)`,
  `CREATE TABLE ring_target (
    call_id text NOT NULL REFERENCES call (id) ON DELETE CASCADE, device_id text NOT NULL,
    ring_token_hash text NOT NULL UNIQUE, answer_token_hash text NOT NULL, state text NOT NULL,
    PRIMARY KEY (call_id, device_id)) STRICT`,
  `CREATE INDEX ring_target_by_device ON ring_target (device_id)`,
  `CREATE TABLE history (
    member_id text NOT NULL REFERENCES member (id), at integer NOT NULL, call_id text NOT NULL,
    other_id text NOT NULL REFERENCES member (id), role text NOT NULL, connector_id text NOT NULL,
    reason text NOT NULL, missed integer NOT NULL, duration_ms integer, seen_at integer,
    PRIMARY KEY (member_id, call_id)) STRICT`,
  `CREATE INDEX history_by_time ON history (member_id, at DESC, call_id)`,
  `CREATE INDEX history_by_other ON history (member_id, other_id, at DESC, call_id)`,
  `CREATE INDEX history_missed ON history (member_id, at DESC, call_id) WHERE missed = 1`,
  `CREATE INDEX history_unseen ON history (member_id) WHERE missed = 1 AND seen_at IS NULL`,
  `CREATE INDEX history_by_age ON history (at)`,
  `CREATE TABLE outbox (
    id integer PRIMARY KEY, device_id text NOT NULL REFERENCES device (id), call_id text NOT NULL,
    kind text NOT NULL, topic text, payload text NOT NULL, due_at integer NOT NULL,
    expires_at integer NOT NULL, attempts integer NOT NULL, leased_until integer,
    UNIQUE (device_id, call_id, kind)) STRICT`,
  `CREATE INDEX outbox_by_due ON outbox (due_at)`,
]
