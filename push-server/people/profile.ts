/** Oneself: name, do not disturb, password; and inviting others. */
import { api } from '../../protocol/api.ts'
import { fail, ok } from '../http/answer.ts'
import type { Answer } from '../http/answer.ts'
import { limitKey } from '../http/client-address.ts'
import { signedIn } from '../http/routes.ts'
import type { App, AskedBySession } from '../http/routes.ts'
import type { Self } from '../../protocol/people.ts'
import { renameMember, selfOf } from './members.ts'
import type { PeopleParts } from './people-parts.ts'
import { signOutDevices } from './sessions.ts'
import { makeTicket, ticketUrl } from './tickets.ts'

const BUSY_RETRY_MS = 2_000

/** Do not disturb as the column keeps it: whole ms; what is over is off. */
function dndToKeep(until: number | null, now: number): number | null {
  if (until === null || until <= now) return null
  return Math.min(Math.ceil(until), Number.MAX_SAFE_INTEGER)
}

export function mountProfile(app: App, parts: PeopleParts): void {
  const { store, clock, events, log, origin, passwords, limits } = parts

  async function selfAnswer(memberId: string): Promise<Answer<Self>> {
    const self = await selfOf(store.read, memberId, clock)
    return self === null ? fail('signed-out') : ok(self)
  }

  signedIn(app, api.changeProfile, async ({ identity, body }) => {
    const { memberId } = identity
    const { name, dndUntil } = body
    await store.write(async (db) => {
      if (name !== undefined) await renameMember(db, memberId, name)
      if (dndUntil !== undefined) {
        const until = dndToKeep(dndUntil, clock.now())
        await db
          .updateTable('member')
          .set({ dnd_until: until })
          .where('id', '=', memberId)
          .execute()
      }
    })
    events.onMemberChanged(memberId)
    return selfAnswer(memberId)
  })

  /** Null: the current password is right, or there is none. */
  async function wrongCurrent(
    asked: AskedBySession<typeof api.setPassword>,
    phc: string | undefined,
  ): Promise<Answer<never> | null> {
    if (phc === undefined) return null
    const { identity, body, address } = asked
    const key = limitKey(address)
    // Counted apart from signing in, so that a lost device cannot lock its owner out.
    const retryMs = await limits.count(`password of ${identity.memberId}`, key)
    if (retryMs !== null) return fail('too-many-tries', { retryMs })
    const same = await passwords.matches(phc, body.current ?? '')
    if (same === null) return fail('busy', { retryMs: BUSY_RETRY_MS })
    if (!same) return fail('wrong-password', { field: 'current' })
    await limits.right(`password of ${identity.memberId}`, key)
    return null
  }

  signedIn(app, api.setPassword, async (asked) => {
    const { identity, body } = asked
    const { memberId } = identity
    const kept = await store.read
      .selectFrom('password')
      .select('phc')
      .where('member_id', '=', memberId)
      .executeTakeFirst()
    const refused = await wrongCurrent(asked, kept?.phc)
    if (refused !== null) return refused
    const phc = body.next === null ? null : await passwords.hash(body.next)
    if (body.next !== null && phc === null) return fail('busy', { retryMs: BUSY_RETRY_MS })
    const out = await store.write(async (db) => {
      const still = await db
        .selectFrom('password')
        .select('phc')
        .where('member_id', '=', memberId)
        .executeTakeFirst()
      // Changed from another device while the hash was made.
      if (still?.phc !== kept?.phc) return null
      await db.deleteFrom('password').where('member_id', '=', memberId).execute()
      if (phc !== null) {
        await db.insertInto('password').values({ member_id: memberId, phc }).execute()
      }
      // Links made before the change would undo it.
      await db
        .deleteFrom('ticket')
        .where('member_id', '=', memberId)
        .where('kind', '=', 'sign-in')
        .execute()
      const others = await db
        .selectFrom('device')
        .select('id')
        .where('member_id', '=', memberId)
        .where('id', '<>', identity.deviceId)
        .where('signed_out_at', 'is', null)
        .execute()
      const ids = others.map(({ id }) => id)
      return signOutDevices(db, ids, clock.now())
    })
    if (out === null) return fail('wrong-password', { field: 'current' })
    out.forEach(events.onDeviceOut)
    log.info({ member: memberId, removed: phc === null, out: out.length }, 'password changed')
    return selfAnswer(memberId)
  })

  signedIn(app, api.invite, async ({ identity }) => {
    if (!identity.admin) return fail('forbidden')
    const { memberId } = identity
    const made = await store.write((db) =>
      makeTicket(
        db,
        { kind: 'join', memberId: null, deviceKind: null, createdBy: memberId },
        clock,
      ),
    )
    log.info({ member: memberId }, 'invitation made')
    return ok({ url: ticketUrl(origin, 'join', made.token), expiresAt: made.expiresAt })
  })
}
