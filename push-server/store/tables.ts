/**
 * The tables as kysely sees them. Ids are text, times are integer milliseconds, flags are 0 or 1.
 * docs/protocol.md explains them; `migrations/` creates them.
 */
import type { Generated, Kysely, Selectable } from 'kysely'
import type { AdminAct } from '../../protocol/admin-acts.ts'
import type { CallState, ConnectorKind, Phase, TargetState } from '../../protocol/call.ts'
import type { GivenUp } from '../../protocol/given-up.ts'
import type { LanguageTag } from '../../protocol/languages.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import type { EndedBy, Reason, Side } from '../../protocol/reasons.ts'

/** SQLite has no booleans. */
export type Flag = 0 | 1

export function flag(value: boolean): Flag {
  return value ? 1 : 0
}

/** The columns of each table, with their types when read. */
export interface Tables {
  member: {
    id: string
    /** Lower case, unique. */
    handle: string
    name: string
    /** By what members are sorted: `sortKey`. */
    sort_name: Generated<string>
    /** What the name looks like, whatever the case of its letters: `looksOf`. */
    look: Generated<string>
    /** What the name looks like as it is written: `looksOf`. */
    look_written: Generated<string>
    /** Another member's name looks the same in either way. */
    name_shared: Generated<Flag>
    admin: Flag
    dnd_until: number | null
    connector_last: string | null
    /** The tag of the language that they chose; null: the browser's. */
    language: Generated<LanguageTag | null>
    /** Version of the photo, part of its address; null: no photo. */
    photo_version: string | null
    removed_at: number | null
    /** The handle they had until it was given to somebody else, after they were removed; null: `handle`. */
    freed_handle: Generated<string | null>
    /** Removed so long ago that nothing but the name is left. */
    erased: Generated<Flag>
    created_at: number
  }
  /** Handles that were corrected, and whose they were, until this server ms. */
  former_handle: { handle: string; member_id: string; until: number }
  photo: { member_id: string; type: string; bytes: Buffer }
  password: { member_id: string; phc: string }
  ticket: {
    /** SHA-256 of the token, hex. */
    hash: string
    kind: 'setup' | 'sign-in' | 'join'
    member_id: string | null
    /** The device kind that a sign-in link was made for. */
    device_kind: DeviceKind | null
    created_by: string | null
    expires_at: number
    used_at: number | null
  }
  device: {
    id: string
    member_id: string
    kind: DeviceKind
    name: string
    /** SHA-256 of the cookie, hex. */
    cookie_hash: string
    ring_here: Flag
    created_at: number
    seen_at: number
    expires_at: number
    signed_out_at: number | null
  }
  subscription: {
    device_id: string
    endpoint: string
    p256dh: string
    auth: string
    vapid_key_id: string
    proved_at: number | null
    failing_since: number | null
    /** Which its pushes are written in; null: it has not said. */
    language: Generated<LanguageTag | null>
  }
  member_word: { word: string; member_id: string }
  relation: {
    member_id: string
    other_id: string
    favourite: Flag
    blocked: Flag
    last_call_at: number | null
  }
  im_account: { id: string; member_id: string; type: string; value: string }
  connector: {
    id: string
    position: number
    enabled: Flag
    /** JSON. */
    settings: string
    secret: string | null
  }
  setting: { key: string; value: string }
  admin_act: {
    id: Generated<number>
    at: number
    /** Null: the command line. */
    member_id: string | null
    act: AdminAct
    target: string
    /** The member that it was done to, whatever handle they have now; null: none, or not noted. */
    target_id: string | null
  }
  call: {
    id: string
    merged_id: string | null
    caller_id: string
    callee_id: string
    connector_id: string
    kind: ConnectorKind
    state: CallState
    phase: Phase | null
    reason: Reason | null
    ended_by: EndedBy | null
    missed: Flag
    hidden: Flag
    rev: number
    gen: number
    created_at: number
    answered_at: number | null
    connected_at: number | null
    ended_at: number | null
    /** When time alone ends the call, at the earliest; null: never. */
    deadline: number | null
    /** When the phase ends at the latest. */
    limit_at: number | null
    /** When the callee counts as unreachable. */
    unreachable_at: number | null
    offer: string | null
  }
  leg: {
    call_id: string
    side: Side
    leg_id: string
    device_id: string
    ready: Flag
    left_at: number | null
    silent_at: number | null
  }
  live: { member_id: string; call_id: string }
  given_up: {
    member_id: string
    /** Of a call that was not placed yet. */
    call_id: string
    leg_id: string
    how: GivenUp['how']
    at: number
  }
  ring_target: {
    call_id: string
    device_id: string
    ring_token_hash: string
    answer_token_hash: string
    state: TargetState
  }
  history: {
    member_id: string
    at: number
    call_id: string
    other_id: string
    role: Side
    connector_id: string
    reason: Reason
    missed: Flag
    duration_ms: number | null
    seen_at: number | null
  }
  outbox: {
    id: Generated<number>
    device_id: string
    call_id: string
    kind: 'ring' | 'stop' | 'missed' | 'test'
    topic: string | null
    payload: string
    due_at: number
    expires_at: number
    attempts: number
    leased_until: number | null
  }
}

/** A row of a table when read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>

/** A connection or transaction that queries run on. */
export type Db = Kysely<Tables>
