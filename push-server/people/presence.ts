/** Presence: whether a member can be called now, as their contacts see it. */
import type { Presence } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

/** A desktop that confirmed a push within this time can ring without an open tab. */
const PROVED_MS = 7 * 86_400_000

interface PresenceDeps {
  readonly store: Store
  readonly clock: Clock
  readonly isLive: (memberId: string) => boolean
  /** Whether a desktop with "ring here" on has an open socket. */
  readonly isOpen: (memberId: string) => boolean
}

interface MemberPresence {
  readonly status: Presence
  /** When it changes by time alone (server ms); null: it does not. */
  readonly until: number | null
}

/** Finds the presence of members; caches nothing. */
export function createPresence({ store, clock, isLive, isOpen }: PresenceDeps) {
  async function dndOf(memberIds: readonly string[]): Promise<Map<string, number | null>> {
    const rows = await store.read
      .selectFrom('member')
      .select(['id', 'dnd_until'])
      .where('id', 'in', memberIds)
      .where('removed_at', 'is', null)
      .execute()
    return new Map(rows.map(({ id, dnd_until }) => [id, dnd_until]))
  }

  /** The members with a desktop that has "ring here" on and a recently confirmed push subscription. */
  async function pushable(memberIds: readonly string[], now: number): Promise<Set<string>> {
    const rows = await store.read
      .selectFrom('device')
      .innerJoin('subscription', 'subscription.device_id', 'device.id')
      .select('device.member_id')
      .distinct()
      .where('device.member_id', 'in', memberIds)
      .where('device.kind', '=', 'desktop')
      .where('device.ring_here', '=', 1)
      .where('device.signed_out_at', 'is', null)
      .where('device.expires_at', '>', now)
      .where('subscription.proved_at', '>', now - PROVED_MS)
      .execute()
    return new Set(rows.map(({ member_id }) => member_id))
  }

  return {
    /** The presence of these members; removed members are away. */
    async of(memberIds: readonly string[]): Promise<ReadonlyMap<string, MemberPresence>> {
      const found = new Map<string, MemberPresence>()
      if (memberIds.length === 0) return found
      const now = clock.now()
      const dnd = await dndOf(memberIds)
      const pushed = await pushable(memberIds, now)
      /** Checked in the order in which a call would be refused or would reach them. */
      const presenceOf = (id: string): MemberPresence => {
        const until = dnd.get(id)
        if (until === undefined) return { status: 'away', until: null }
        if (until !== null && until > now) return { status: 'do-not-disturb', until }
        if (isLive(id)) return { status: 'in-a-call', until: null }
        if (isOpen(id)) return { status: 'available', until: null }
        return { status: pushed.has(id) ? 'can-be-rung' : 'away', until: null }
      }
      for (const id of memberIds) found.set(id, presenceOf(id))
      return found
    },
  }
}
