/** A member's own profile: name, do not disturb, password; and inviting others. */
import type { profileApi } from '../../protocol/profile-api.ts'
import { mainContract } from '../contract/main-contract.ts'
import { profileContract } from '../contract/profile-contract.ts'
import { fail, ok, type Failure } from '../http/answer.ts'
import { limitKey } from '../http/client-address.ts'
import { languageCookies } from '../http/page-language.ts'
import { serve, type App, type AskedBySession } from '../http/routes.ts'
import { recordAct } from '../store/admin-acts.ts'
import { writeAs, writeAsAdmin } from '../store/write-as.ts'
import { memberChanged, ownChanged } from './member-changed.ts'
import { handleOf } from './handles.ts'
import { renameMember, selfAnswer, selfOf } from './members.ts'
import { TOO_BUSY, passwordHash } from './passwords.ts'
import type { PeopleRoomDeps } from './people-deps.ts'
import { signOutOthers } from './sessions.ts'
import { makeTicket, ticketUrl } from './tickets.ts'

/** The column's value of do not disturb: whole ms; null if the time is over. */
function dndColumn(until: number | null, now: number): number | null {
  if (until === null || until <= now) return null
  return Math.min(Math.ceil(until), Number.MAX_SAFE_INTEGER)
}

export function mountProfile(app: App, deps: PeopleRoomDeps): void {
  const { store, clock, events, log, news, origin, passwords, limits, attacks } = deps

  serve(app, profileContract.changeProfile, async ({ identity, body, header }) => {
    const { memberId } = identity
    const { name, dndUntil, language } = body
    const isRenamed = await writeAs(store, identity, async (db) => {
      if (dndUntil !== undefined) {
        const until = dndColumn(dndUntil, clock.now())
        await db
          .updateTable('member')
          .set({ dnd_until: until })
          .where('id', '=', memberId)
          .execute()
      }
      if (language !== undefined) {
        await db.updateTable('member').set({ language }).where('id', '=', memberId).execute()
      }
      return name !== undefined && (await renameMember(db, memberId, name))
    })
    // Nobody's record of the member shows do not disturb: a hint of it would tell those whom they block.
    if (isRenamed) await memberChanged(deps, memberId)
    else ownChanged(deps, memberId)
    const self = await selfOf(store.read, memberId, clock)
    if (self === null) return fail('signed-out')
    return ok(self, ...languageCookies(self, origin, header('cookie')))
  })

  /** Null: the current password is right, or the member has none. */
  async function wrongCurrent(
    asked: AskedBySession<typeof profileApi.setPassword>,
    phc: string | undefined,
  ): Promise<Failure<'busy' | 'too-many-tries' | 'wrong-password'> | null> {
    if (phc === undefined) return null
    const { identity, body, address } = asked
    // Counted apart from sign-ins, so that a lost device cannot lock its owner out.
    const account = `password of ${identity.memberId}`
    const attempt = { account, addressKey: limitKey(address), known: null }
    const retryMs = await limits.count(attempt)
    if (retryMs !== null) return fail('too-many-tries', { retryMs })
    const same = await passwords.matches(phc, body.current ?? '', {
      isKnown: true,
      key: identity.memberId,
    })
    if (same === null) {
      await limits.undo(attempt)
      return TOO_BUSY
    }
    if (!same) {
      attacks.note('password-guess', { member: identity.memberId, address })
      return fail('wrong-password', { field: 'current' })
    }
    await limits.right(attempt)
    return null
  }

  serve(app, profileContract.setPassword, async (asked) => {
    const { identity, body } = asked
    const { memberId } = identity
    const before = await passwordHash(store.read, memberId)
    // Nothing to remove.
    if (before === undefined && body.next === null) return selfAnswer(store.read, memberId, clock)
    const refused = await wrongCurrent(asked, before)
    if (refused !== null) return refused
    let phc: string | null = null
    if (body.next !== null) {
      const retryMs = await limits.countHash(memberId)
      if (retryMs !== null) return fail('too-many-tries', { retryMs })
      phc = await passwords.hash(body.next, memberId)
      if (phc === null) return TOO_BUSY
    }
    const out = await writeAs(store, identity, async (db) => {
      // Another device changed the password while the hash was computed.
      if ((await passwordHash(db, memberId)) !== before) return null
      await db.deleteFrom('password').where('member_id', '=', memberId).execute()
      if (phc !== null) {
        await db.insertInto('password').values({ member_id: memberId, phc }).execute()
      }
      const act = phc === null ? 'password-removed' : 'password-set'
      await recordAct(db, { at: clock.now(), memberId, act, target: await handleOf(db, memberId) })
      // Links made before the change could undo it.
      await db
        .deleteFrom('ticket')
        .where('member_id', '=', memberId)
        .where('kind', '=', 'sign-in')
        .execute()
      return signOutOthers(db, identity, clock.now())
    })
    if (out === null) return fail('wrong-password', { field: 'current' })
    out.forEach(events.onDeviceOut)
    news.self(memberId)
    news.admin()
    log.info({ member: memberId, removed: phc === null, out: out.length }, 'password changed')
    return selfAnswer(store.read, memberId, clock)
  })

  serve(app, mainContract.invite, async ({ identity }) => {
    if (!identity.admin) return fail('forbidden')
    const { memberId } = identity
    const made = await writeAsAdmin(store, identity, (db) =>
      makeTicket(db, { kind: 'join', createdBy: memberId }, clock),
    )
    log.info({ member: memberId }, 'invitation made')
    news.admin()
    return ok({ url: ticketUrl(origin, 'join', made.token), expiresAt: made.expiresAt })
  })
}
