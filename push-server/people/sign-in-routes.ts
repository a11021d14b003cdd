/** Signing in by link or password, joining by invitation, signing out. */
import type { Session } from '../../protocol/api.ts'
import type { ClientInfo } from '../../protocol/sign-in-api.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import { mainContract } from '../contract/main-contract.ts'
import { signInContract } from '../contract/sign-in-contract.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { limitKey, networkKey } from '../http/client-address.ts'
import { languageCookie, sessionCookie } from '../http/cookies.ts'
import { languageCookies, memberLanguage } from '../http/page-language.ts'
import { serve, type App } from '../http/routes.ts'
import type { Db } from '../store/tables.ts'
import { recordAct } from '../store/admin-acts.ts'
import { findMember } from '../store/person-rows.ts'
import { deviceKindOf, deviceName, type Header } from './device-kind.ts'
import { deviceOf } from './devices.ts'
import { handleOf, handleTaken } from './handles.ts'
import { insertMember, selfOf } from './members.ts'
import { TOO_BUSY, passwordHash } from './passwords.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { signOutDevice, type Sessions } from './sessions.ts'
import { findTicket, useTicket } from './tickets.ts'

type Opened = Awaited<ReturnType<Sessions['open']>>

/** The app's start renews the cookie of devices older than this. */
const RENEW_AFTER_MS = 86_400_000

/** Mounts the routes that begin, show and end a session. */
export function mountSignIn(app: App, deps: PeopleRoomDeps): void {
  const { store, clock, origin, sessions, passwords, knownDevices, limits } = deps
  const { events, log, news, attacks } = deps

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
  async function begun(
    { memberId, opened }: { readonly memberId: string; readonly opened: Opened },
    how: string,
    header: Header,
  ): Promise<Answer<Session, 'signed-out'>> {
    opened.out.forEach(events.onDeviceOut)
    news.self(memberId)
    news.admin()
    log.info({ member: memberId, device: opened.deviceId, how }, 'signed in')
    const found = await sessionOf(memberId, opened.deviceId, header)
    if (found === null) return fail('signed-out')
    const known = await knownDevices.cookie(memberId, header('cookie'))
    return ok(found.session, opened.cookie, known, ...found.cookies)
  }

  /** Also keeps in the browser which language the member's pages are in. */
  async function sessionOf(memberId: string, deviceId: string, header: Header) {
    const member = await selfOf(store.read, memberId, clock)
    const row = await store.read
      .selectFrom('device')
      .selectAll()
      .where('id', '=', deviceId)
      .executeTakeFirst()
    if (member === null || row === undefined) return null
    const language = memberLanguage(member, header('accept-language'))
    return {
      session: { member, device: deviceOf(row, deviceId), language },
      cookies: languageCookies(member, origin, header('cookie')),
      since: row.created_at,
    }
  }

  serve(app, mainContract.session, async ({ identity, header }) => {
    const found = await sessionOf(identity.memberId, identity.deviceId, header)
    if (found === null) return fail('signed-out')
    const isOld = clock.now() - found.since > RENEW_AFTER_MS
    const renewed = isOld ? sessions.renewedCookie(header('cookie')) : undefined
    return ok(found.session, ...(renewed === undefined ? [] : [renewed]), ...found.cookies)
  })

  serve(app, signInContract.signInByPassword, async (asked) => {
    const { body, address, header } = asked
    const member = await findMember(store.read, body.handle)
    const attempt = {
      // By the handle they have now: each former one would otherwise have tries of its own.
      account: member?.handle ?? body.handle,
      addressKey: limitKey(address),
      known: await knownDevices.nonceFor(member?.id ?? '', header('cookie')),
    }
    const retryMs = await limits.count(attempt)
    if (retryMs !== null) {
      attacks.note('locked-out', { member: member?.id, address })
      return fail('too-many-tries', { retryMs })
    }
    // An unknown handle takes the same steps, so that the time of the answer does not reveal it.
    const phc = await passwordHash(store.read, member?.id ?? '')
    const isKnown = attempt.known !== null
    const key = isKnown ? attempt.account : networkKey(address)
    const same = await passwords.matches(phc, body.password, { isKnown, key })
    if (same === null) {
      await limits.undo(attempt)
      return TOO_BUSY
    }
    if (!same || member === undefined) {
      attacks.note('sign-in-failed', { member: member?.id, address })
      return fail('wrong-password')
    }
    await limits.right(attempt)
    const tooMany = await limits.countSession(member.id)
    if (tooMany !== null) return fail('too-many-tries', { retryMs: tooMany })
    const opened = await store.write(async (db) => {
      // The password may have been changed, or the member removed, while the hash was computed.
      const isStill = (await findMember(db, member.handle))?.id === member.id
      if (!isStill || (await passwordHash(db, member.id)) !== phc) return null
      return openDevice(db, member.id, asked)
    })
    if (opened === null) return fail('wrong-password')
    return begun({ memberId: member.id, opened }, 'password', header)
  })

  serve(app, signInContract.lookAtLink, async ({ body }) => {
    const ticket = await findTicket(store.read, body.token, clock)
    if (ticket === undefined) return fail('link-used')
    const self =
      ticket.member_id === null ? null : await selfOf(store.read, ticket.member_id, clock)
    return ok({ kind: ticket.kind, name: self?.name ?? null, device: ticket.device_kind })
  })

  serve(app, signInContract.signInByLink, async (asked) => {
    const result = await store.write(async (db) => {
      const ticket = await findTicket(db, asked.body.token, clock)
      if (ticket?.kind !== 'sign-in' || ticket.member_id === null) return null
      await useTicket(db, ticket, clock)
      const { member_id: memberId, device_kind: linkKind } = ticket
      const target = await handleOf(db, memberId)
      await recordAct(db, { at: clock.now(), memberId, act: 'link-used', target })
      return { memberId, opened: await openDevice(db, memberId, asked, linkKind) }
    })
    return result === null ? fail('link-used') : begun(result, 'link', asked.header)
  })

  serve(app, signInContract.join, async (asked) => {
    const { body } = asked
    // Checked first, so that only people with a link and a free handle make the server hash a password.
    const asking = await findTicket(store.read, body.token, clock)
    if (asking === undefined || asking.kind === 'sign-in') return fail('link-used')
    if ((await handleTaken(store.read, body.handle)) !== null)
      return fail('handle-taken', { field: 'handle' })
    let phc: string | null = null
    if (body.password !== null) {
      const retryMs = await limits.countHash(asking.hash)
      if (retryMs !== null) return fail('too-many-tries', { retryMs })
      phc = await passwords.hash(body.password, asking.hash)
      if (phc === null) return TOO_BUSY
    }
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
    events.onMemberChanged(result.data.memberId)
    news.person(body.handle)
    return begun(result.data, 'invitation', asked.header)
  })

  serve(app, mainContract.signOut, async ({ identity }) => {
    const out = await store.write((db) => signOutDevice(db, identity.deviceId, clock.now()))
    out.forEach(events.onDeviceOut)
    news.self(identity.memberId)
    // The next reader's browser decides.
    return ok({}, sessionCookie(origin, '', 0), languageCookie(origin, null))
  })
}
