/** The people room: sign-in, devices, contacts, profiles, administration of members. */
import type { DeviceKind } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import type { App } from '../http/routes.ts'
import type { Store } from '../store/store.ts'
import { mountContacts } from './contact-routes.ts'
import { mountDevices } from './devices.ts'
import { mountAccounts } from './im-accounts.ts'
import { mountMemberAdmin } from './member-admin-routes.ts'
import { eraseRemoved } from './erase-members.ts'
import { createMemberChanges } from './member-changes.ts'
import { hasAdmin, selfOf, type NewMember } from './members.ts'
import { createKnownDevices } from './known-devices.ts'
import { createPasswords } from './passwords.ts'
import type { PeopleDeps, PeopleRoomDeps } from './people-deps.ts'
import type { PhotoType } from './photo-check.ts'
import { mountPhotos, savePhoto } from './photos.ts'
import { mountProfile } from './profile.ts'
import { createSessions } from './sessions.ts'
import { mountSignIn } from './sign-in-routes.ts'
import { makeSetupTicket, ticketUrl } from './tickets.ts'

/** Signed-out and expired devices are kept for this long, because late pushes refer to them. */
const DEVICE_KEPT_MS = 30 * 86_400_000
/** Rows that one sweep deletes at most, so that it does not delay calls. */
const BATCH = 500

/** Deletes used and expired links, and old devices with the rows that refer to them. */
async function sweepPeople(store: Store, clock: Clock): Promise<void> {
  const now = clock.now()
  await eraseRemoved(store, now)
  await store.write(async (db) => {
    await db
      .deleteFrom('ticket')
      .where((where) =>
        where.or([where('expires_at', '<=', now), where('used_at', 'is not', null)]),
      )
      .execute()
    const over = now - DEVICE_KEPT_MS
    const devices = await db
      .selectFrom('device')
      .select('id')
      .where((where) =>
        where.or([where('expires_at', '<=', over), where('signed_out_at', '<=', over)]),
      )
      .limit(BATCH)
      .execute()
    const ids = devices.map(({ id }) => id)
    if (ids.length === 0) return
    await db.deleteFrom('outbox').where('device_id', 'in', ids).execute()
    await db.deleteFrom('subscription').where('device_id', 'in', ids).execute()
    await db.deleteFrom('device').where('id', 'in', ids).execute()
  })
}

/** The people room as the rest of the server sees it. */
export type People = ReturnType<typeof createPeople>

/** The number of members, counted again after each change. */
function countMembers(store: Store): PeopleRoomDeps['headcount'] {
  let known: number | null = null
  let changes = 0
  return {
    async total() {
      if (known !== null) return known
      const before = changes
      const row = await store.read
        .selectFrom('member')
        .select((member) => member.fn.countAll<number>().as('count'))
        .where('removed_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (before === changes) known = row.count
      return row.count
    },
    changed() {
      changes += 1
      known = null
    },
  }
}

export function createPeople(deps: PeopleDeps) {
  const { store, clock, origin } = deps
  const sessions = createSessions(deps)
  const roomDeps: PeopleRoomDeps = {
    ...deps,
    sessions,
    passwords: createPasswords(),
    knownDevices: createKnownDevices(deps),
    headcount: countMembers(store),
  }
  const changes = createMemberChanges(roomDeps)
  return {
    /** Whose session a `Cookie` header names, or null. */
    identify: sessions.identify,
    mount(app: App): void {
      mountSignIn(app, roomDeps)
      mountProfile(app, roomDeps)
      mountPhotos(app, roomDeps)
      mountDevices(app, roomDeps)
      mountContacts(app, roomDeps)
      mountAccounts(app, roomDeps)
      mountMemberAdmin(app, roomDeps, changes)
    },
    /** The member as they see themselves; null: removed. */
    self: (memberId: string) => selfOf(store.read, memberId, clock),
    /** The link that creates the first admin; null: there is an admin. Links of former starts are void. */
    async setupUrl() {
      if (await hasAdmin(store.read)) return null
      const made = await store.write((db) => makeSetupTicket(db, clock))
      return ticketUrl(origin, 'setup', made.token)
    },
    /** Deletes what has expired; to be run each minute. */
    sweep: () => sweepPeople(store, clock),
    // The rest is for the command line and the demo.
    /** Adds a member and returns their id; null: the handle is taken. `reuse`: a removed member's is given out again. */
    async addMember(member: NewMember & { readonly reuse?: boolean | undefined }) {
      const added = await changes.add(member, null)
      return added.ok ? added.data : null
    },
    /** Corrects a handle; the answer holds the one before. */
    renameMember: (
      handle: string,
      to: { readonly next: string; readonly reuse?: boolean | undefined },
    ) => changes.rename(handle, to, null),
    /** Brings a member back under the handle `next`, or the one they had, which the answer holds. */
    restoreMember: (handle: string, next: string | undefined) =>
      changes.restore(handle, next, null),
    async listMembers() {
      const rows = await store.read
        .selectFrom('member')
        .select(['id', 'handle', 'name', 'admin'])
        .where('removed_at', 'is', null)
        .orderBy('handle')
        .execute()
      return rows.map((row) => ({ ...row, admin: row.admin === 1 }))
    },
    /** Removes a member; returns their current handle. Null: this handle is nobody's, now or formerly. */
    async removeMember(handle: string) {
      const removed = await changes.remove(handle, null)
      return removed.ok ? removed.data : null
    },
    /** Makes a single-use link; null: there is no member with this handle. */
    async signInUrl(handle: string, deviceKind: DeviceKind | null) {
      const made = await changes.link(handle, deviceKind, null)
      return made.ok ? made.data.url : null
    },
    /** Sets a member's photo without checking it. */
    setPhoto: (memberId: string, photo: { type: PhotoType; bytes: Buffer }) =>
      store.write((db) => savePhoto(db, memberId, photo)),
  }
}
