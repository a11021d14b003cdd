/** Single-use links. Opening one does not use it up, because chat previews open links, too. */
import type { Invitation } from '../../protocol/admin-api.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import { randomToken, sha256 } from '../random.ts'
import { recordAct } from '../store/admin-acts.ts'
import { shownNames } from '../store/person-rows.ts'
import type { Db, Row } from '../store/tables.ts'
import { handleOf } from './handles.ts'
import { hasAdmin } from './members.ts'

/** How long each kind of link is valid. */
const TICKET_MS = {
  setup: 15 * 60_000,
  'sign-in': 15 * 60_000,
  join: 7 * 86_400_000,
} as const satisfies Record<Row<'ticket'>['kind'], number>

/** The link to make. */
interface NewTicket {
  readonly kind: Row<'ticket'>['kind']
  /** The member it signs in; omitted for a link that adds a member. */
  readonly memberId?: string
  readonly deviceKind?: DeviceKind | null
  /** The admin who makes it; null or omitted: the server or the command line. */
  readonly createdBy?: string | null
}

/**
 * Makes a link's secret, valid until `expiresAt` (server ms), inside the caller's transaction. An invitation is recorded as an act of the
 * administrator.
 */
export async function makeTicket(db: Db, ticket: NewTicket, clock: Clock) {
  const { kind, memberId = null, deviceKind = null, createdBy = null } = ticket
  const token = randomToken()
  const expiresAt = clock.now() + TICKET_MS[kind]
  await db
    .insertInto('ticket')
    .values({
      hash: sha256(token),
      kind,
      member_id: memberId,
      device_kind: deviceKind,
      created_by: createdBy,
      expires_at: expiresAt,
      used_at: null,
    })
    .execute()
  if (kind === 'join') {
    const act = 'invitation-made'
    await recordAct(db, { at: clock.now(), memberId: createdBy, act, target: '' })
  }
  return { token, expiresAt }
}

/** Valid invitations and sign-in links, newest first. Their ids are hashes, with which nobody can sign in. */
export async function openTickets(db: Db, now: number): Promise<Invitation[]> {
  const open = await db
    .selectFrom('ticket')
    .select(['hash', 'created_by', 'member_id', 'expires_at'])
    .where('kind', '<>', 'setup')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('expires_at', 'desc')
    .orderBy('hash')
    .execute()
  const nameOf = await shownNames(
    db,
    open.flatMap(({ created_by, member_id }) => [created_by, member_id]),
  )
  return open.map((row) => ({
    id: row.hash,
    by: nameOf(row.created_by),
    signsIn: nameOf(row.member_id),
    expiresAt: row.expires_at,
  }))
}

/**
 * Revokes an invitation or a sign-in link, inside the caller's transaction, and records the act. False: there
 * is no valid one.
 */
export async function revokeTicket(
  db: Db,
  hash: string,
  { by, now }: { readonly by: string; readonly now: number },
): Promise<boolean> {
  const ticket = await db
    .deleteFrom('ticket')
    .where('hash', '=', hash)
    .where('kind', '<>', 'setup')
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['kind', 'member_id'])
    .executeTakeFirst()
  if (ticket === undefined) return false
  const act = ticket.kind === 'join' ? 'invitation-revoked' : 'link-revoked'
  const target = ticket.member_id === null ? '' : await handleOf(db, ticket.member_id)
  await recordAct(db, { at: now, memberId: by, act, target })
  return true
}

/** Voids what an admin has made and nobody has used, inside the caller's transaction: they are no admin any more. */
export async function voidTicketsBy(db: Db, memberId: string): Promise<void> {
  await db
    .deleteFrom('ticket')
    .where('created_by', '=', memberId)
    .where('used_at', 'is', null)
    .execute()
}

/** A valid link, or undefined. Setup links become invalid once there is an admin. */
export async function findTicket(
  db: Db,
  token: string,
  clock: Clock,
): Promise<Row<'ticket'> | undefined> {
  const ticket = await db
    .selectFrom('ticket')
    .selectAll()
    .where('hash', '=', sha256(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', clock.now())
    .executeTakeFirst()
  return ticket?.kind === 'setup' && (await hasAdmin(db)) ? undefined : ticket
}

/** Uses a link up, in the transaction that found it, so that of two simultaneous uses one succeeds. */
export async function useTicket(db: Db, ticket: Row<'ticket'>, clock: Clock): Promise<void> {
  await db
    .updateTable('ticket')
    .set({ used_at: clock.now() })
    .where('hash', '=', ticket.hash)
    .execute()
}

/** Makes the link for the first admin; those of former starts become invalid. */
export async function makeSetupTicket(db: Db, clock: Clock) {
  await db.deleteFrom('ticket').where('kind', '=', 'setup').execute()
  return makeTicket(db, { kind: 'setup' }, clock)
}

/** The address of a link. The token is in the fragment, which appears in no server's log. */
export function ticketUrl(origin: string, kind: NewTicket['kind'], token: string): string {
  return `${origin}/${kind === 'sign-in' ? 'sign-in' : 'join'}#${token}`
}
