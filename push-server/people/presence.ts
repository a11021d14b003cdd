/** Whether a member can be called now, as their contacts see it. */
import type { Presence } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import type { Store } from '../store/store.ts'

/** A desktop whose push was proved by an echo within this can be rung with no tab open. */
const PROVED_MS = 7 * 86_400_000

/** What presence is told from. */
export interface PresenceFacts {
  readonly doesNotDisturb: boolean
  readonly isLive: boolean
  /** A desktop with "ring here" on has an open socket. */
  readonly isOpen: boolean
  /** A desktop with "ring here" on has a push subscription that was proved lately. */
  readonly canBePushed: boolean
}

/** In the order in which a call would be refused or reach them. */
function presenceOf(facts: PresenceFacts): Presence {
  if (facts.doesNotDisturb) return 'do-not-disturb'
  if (facts.isLive) return 'in-a-call'
  if (facts.isOpen) return 'available'
  return facts.canBePushed ? 'can-be-rung' : 'away'
}

/** Where the facts come from. */
export interface PresenceParts {
  readonly store: Store
  readonly clock: Clock
  readonly isLive: (memberId: string) => boolean
  readonly isOpen: (memberId: string) => boolean
}

/** `until`: it changes by time alone then (server ms). */
export interface MemberPresence {
  readonly status: Presence
  readonly until: number | null
}

/** Looks presence up, for many members at once. */
export interface PresenceFinder {
  /** Members that are gone are away. */
  of(memberIds: readonly string[]): Promise<ReadonlyMap<string, MemberPresence>>
}

/** Reads the database at each question; keeps nothing. */
export function createPresence({ store, clock, isLive, isOpen }: PresenceParts): PresenceFinder {
  async function dndOf(memberIds: readonly string[]): Promise<Map<string, number | null>> {
    const rows = await store.read
      .selectFrom('member')
      .select(['id', 'dnd_until'])
      .where('id', 'in', memberIds)
      .where('removed_at', 'is', null)
      .execute()
    return new Map(rows.map(({ id, dnd_until }) => [id, dnd_until]))
  }

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
    async of(memberIds) {
      const found = new Map<string, MemberPresence>()
      if (memberIds.length === 0) return found
      const now = clock.now()
      const dnd = await dndOf(memberIds)
      const pushed = await pushable(memberIds, now)
      for (const id of memberIds) {
        const dndUntil = dnd.get(id)
        if (dndUntil === undefined) {
          found.set(id, { status: 'away', until: null })
          continue
        }
        const doesNotDisturb = dndUntil !== null && dndUntil > now
        const status = presenceOf({
          doesNotDisturb,
          isLive: isLive(id),
          isOpen: isOpen(id),
          canBePushed: pushed.has(id),
        })
        found.set(id, { status, until: doesNotDisturb ? dndUntil : null })
      }
      return found
    },
  }
}
