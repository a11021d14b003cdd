/** Signing in by link or password, joining by invitation, signing out. */
import { api, type ClientInfo, type Session } from '../../protocol/api.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { limitKey } from '../http/client-address.ts'
import { sessionCookie } from '../http/cookies.ts'
import { open, signedIn, type App } from '../http/routes.ts'
import type { Db } from '../store/tables.ts'
import { recordAct } from '../store/admin-acts.ts'
import { findMember } from '../store/person-rows.ts'
import { deviceKindOf, deviceName, type Header } from './device-kind.ts'
import { deviceOf } from './devices.ts'
import { handleOf, insertMember, selfOf } from './members.ts'
import { TOO_BUSY, passwordHash } from './passwords.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { signOutDevice, type Sessions } from './sessions.ts'
import { findTicket, useTicket } from './tickets.ts'

type Opened = Awaited<ReturnType<Sessions['open']>>

/** The app's start renews the cookie of devices older than this. */
const RENEW_AFTER_MS = 86_400_000

/** Mounts the routes that begin, show and end a session. */
export function mountSignIn(app: App, deps: PeopleRoomDeps): void {
  const { store, clock, origin, sessions, passwords, limits, events, log, news } = deps

  /** Makes the session of a new device, inside the caller's transaction. */
  function openDevice(
    db: Db,
    memberId: string,
    { header, body: { client } }: { header: Header; body: { client: ClientInfo } },
    linkKind: DeviceKind | null = null,
  ): Promise<Opened> {
    const kind = deviceKindOf(header, client, linkKind)
    const device = { memberId, kind, name: deviceName(header, client) }
    return sessions.open(db, device, header('cookie'))
  }

  /** The answer to a sign-in whose transaction is committed. */
  async function begun(memberId: string, opened: Opened, how: string): Promise<Answer<Session>> {
    opened.out.forEach(events.onDeviceOut)
    news.self(memberId)
    news.admin()
    log.info({ member: memberId, device: opened.deviceId, how }, 'signed in')
    const found = await sessionOf(memberId, opened.deviceId)
    return found === null ? fail('signed-out') : ok(found.session, opened.cookie)
  }

  async function sessionOf(memberId: string, deviceId: string) {
    const member = await selfOf(store.read, memberId, clock)
    const row = await store.read
      .selectFrom('device')
      .selectAll()
      .where('id', '=', deviceId)
      .executeTakeFirst()
    if (member === null || row === undefined) return null
    return { session: { member, device: deviceOf(row, deviceId) }, since: row.created_at }
  }

  signedIn(app, api.session, async ({ identity, header }) => {
    const found = await sessionOf(identity.memberId, identity.deviceId)
    if (found === null) return fail('signed-out')
    const isOld = clock.now() - found.since > RENEW_AFTER_MS
    return ok(found.session, isOld ? sessions.renewedCookie(header('cookie')) : undefined)
  })

  open(app, api.signInByPassword, async (asked) => {
    const { body, address } = asked
    const key = limitKey(address)
    const retryMs = await limits.count(body.handle, key)
    if (retryMs !== null) return fail('too-many-tries', { retryMs })
    const member = await findMember(store.read, body.handle)
    // An unknown handle takes the same steps, so that the time of the answer does not reveal it.
    const phc = await passwordHash(store.read, member?.id ?? '')
    const same = await passwords.matches(phc, body.password)
    if (same === null) return TOO_BUSY
    if (!same || member === undefined) return fail('wrong-password')
    const opened = await store.write(async (db) => {
      // The password may have been changed, or the member removed, while the hash was computed.
      if ((await passwordHash(db, member.id)) !== phc) return null
      return openDevice(db, member.id, asked)
    })
    if (opened === null) return fail('wrong-password')
    await limits.right(body.handle, key)
    return begun(member.id, opened, 'password')
  })

  open(app, api.lookAtLink, async ({ body }) => {
    const ticket = await findTicket(store.read, body.token, clock)
    if (ticket === undefined) return fail('link-used')
    const self =
      ticket.member_id === null ? null : await selfOf(store.read, ticket.member_id, clock)
    return ok({ kind: ticket.kind, name: self?.name ?? null, device: ticket.device_kind })
  })

  open(app, api.signInByLink, async (asked) => {
    const result = await store.write(async (db) => {
      const ticket = await findTicket(db, asked.body.token, clock)
      if (ticket?.kind !== 'sign-in' || ticket.member_id === null) return null
      await useTicket(db, ticket, clock)
      const { member_id: memberId, device_kind: linkKind } = ticket
      const target = await handleOf(db, memberId)
      await recordAct(db, { at: clock.now(), memberId, act: 'link-used', target })
      return { memberId, opened: await openDevice(db, memberId, asked, linkKind) }
    })
    return result === null ? fail('link-used') : begun(result.memberId, result.opened, 'link')
  })

  open(app, api.join, async (asked) => {
    const { body } = asked
    // The link is checked first, so that only people with a link make the server hash a password.
    if ((await findTicket(store.read, body.token, clock)) === undefined) return fail('link-used')
    const phc = body.password === null ? null : await passwords.hash(body.password)
    if (body.password !== null && phc === null) return TOO_BUSY
    const result = await store.write(async (db) => {
      const ticket = await findTicket(db, body.token, clock)
      if (ticket === undefined || ticket.kind === 'sign-in') return fail('link-used')
      const admin = ticket.kind === 'setup'
      const memberId = await insertMember(
        db,
        { handle: body.handle, name: body.name, admin },
        clock,
      )
      if (memberId === null) return fail('handle-taken', { field: 'handle' })
      await useTicket(db, ticket, clock)
      if (phc !== null) {
        await db.insertInto('password').values({ member_id: memberId, phc }).execute()
      }
      return ok({ memberId, opened: await openDevice(db, memberId, asked, ticket.device_kind) })
    })
    if (!result.ok) return result
    deps.headcount.changed()
    news.person(body.handle)
    return begun(result.data.memberId, result.data.opened, 'invitation')
  })

  signedIn(app, api.signOut, async ({ identity }) => {
    const out = await store.write((db) => signOutDevice(db, identity.deviceId, clock.now()))
    out.forEach(events.onDeviceOut)
    news.self(identity.memberId)
    return ok({}, sessionCookie(origin, '', 0))
  })
}
