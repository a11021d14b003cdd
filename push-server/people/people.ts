/** The people room: sign-in, devices, contacts, profile. */
import type { DeviceKind, Self } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import type { App } from '../http/routes.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { mountContacts } from './contact-routes.ts'
import { mountDevices } from './devices.ts'
import type { Identity } from './identity.ts'
import { mountAccounts } from './im-accounts.ts'
import type { AccountTypes } from './account-types.ts'
import { mountMemberAdmin } from './member-admin-routes.ts'
import { createMemberChanges } from './member-changes.ts'
import { hasAdmin, selfOf } from './members.ts'
import type { NewMember } from './members.ts'
import type { PeopleEvents, PeopleParts } from './people-parts.ts'
import { sweepPeople } from './people-sweep.ts'
import { createPasswords } from './passwords.ts'
import type { PhotoType } from './photo-check.ts'
import { keepPhoto, mountPhotos } from './photos.ts'
import { mountProfile } from './profile.ts'
import { createSessions } from './sessions.ts'
import { mountSignIn } from './sign-in-routes.ts'
import type { SignInLimits } from './sign-in-limits.ts'
import { makeSetupTicket, ticketUrl } from './tickets.ts'

/** What the room is handed. */
export interface PeopleNeeds {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly origin: string
  readonly limits: SignInLimits
  readonly events: PeopleEvents
  /** The kinds of IM accounts that are asked for now. */
  readonly accountTypes: AccountTypes
}

/** The room of people, as the other rooms see it. */
export interface People {
  /** Who a `Cookie` header belongs to, or null. */
  identify(cookieHeader: string | undefined): Promise<Identity | null>
  mount(app: App): void
  /** The member, as they see themselves; null: removed. */
  self(memberId: string): Promise<Self | null>
  /** The link that makes the first admin; null: there is one. Links of former starts are void. */
  setupUrl(): Promise<string | null>
  /** To be run each minute. */
  sweep(): Promise<void>
  // What administrators do at the command line.
  /** Makes a member; null: the handle is taken. */
  addMember(member: NewMember): Promise<string | null>
  listMembers(): Promise<{ id: string; handle: string; name: string; admin: boolean }[]>
  /** False: there is no such member. */
  removeMember(handle: string): Promise<boolean>
  /** A new single-use link; null: there is no such member. */
  signInUrl(handle: string, device: DeviceKind | null): Promise<string | null>
  /** Gives a member a photo, unchecked. */
  setPhoto(memberId: string, photo: { type: PhotoType; bytes: Buffer }): Promise<void>
}

/** How many members there are, counted once and again after a change. */
function countMembers(store: Store): PeopleParts['headcount'] {
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

/** Puts the room together; nothing runs before it is asked. */
export function createPeople(needs: PeopleNeeds): People {
  const { store, clock, origin } = needs
  const sessions = createSessions({ store, clock, origin })
  const parts: PeopleParts = {
    ...needs,
    sessions,
    passwords: createPasswords(),
    headcount: countMembers(store),
  }
  const changes = createMemberChanges(parts)
  return {
    identify: (cookieHeader) => sessions.identify(cookieHeader),
    mount(app) {
      mountSignIn(app, parts)
      mountProfile(app, parts)
      mountPhotos(app, parts)
      mountDevices(app, parts)
      mountContacts(app, parts)
      mountAccounts(app, parts)
      mountMemberAdmin(app, parts, changes)
    },
    self: (memberId) => selfOf(store.read, memberId, clock),
    async setupUrl() {
      if (await hasAdmin(store.read)) return null
      const made = await store.write((db) => makeSetupTicket(db, clock))
      return ticketUrl(origin, 'setup', made.token)
    },
    sweep: () => sweepPeople(store, clock),
    async addMember(member) {
      const added = await changes.add(member, null)
      return added.ok ? added.data : null
    },
    async listMembers() {
      const rows = await store.read
        .selectFrom('member')
        .select(['id', 'handle', 'name', 'admin'])
        .where('removed_at', 'is', null)
        .orderBy('handle')
        .execute()
      return rows.map((row) => ({ ...row, admin: row.admin === 1 }))
    },
    removeMember: async (handle) => (await changes.remove(handle, null)).ok,
    async signInUrl(handle, deviceKind) {
      const made = await changes.link(handle, deviceKind, null)
      return made.ok ? made.data.url : null
    },
    setPhoto: (memberId, photo) => store.write((db) => keepPhoto(db, memberId, photo)),
  }
}
