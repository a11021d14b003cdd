/** Sessions. Each device is one: the browser's cookie has its secret, the database only the hash. */
import type { DeviceKind } from '../../protocol/people.ts'
import type { Clock } from '../clock.ts'
import { secretInCookie, sessionCookie } from '../http/cookies.ts'
import { randomId, randomToken, sha256 } from '../random.ts'
import type { Store } from '../store/store.ts'
import { unwritable } from '../store/store-error.ts'
import { flag, type Db } from '../store/tables.ts'
import type { Identity } from '../identity.ts'

/** A device that is not used for this long is signed out. */
const DEVICE_MS = 90 * 86_400_000
/** The last use is saved at most this often. */
const SEEN_EVERY_MS = 3_600_000
/**
 * Devices that one member may be signed in on. A further one signs out the one that was not used for the
 * longest time: every call of the member rings all their devices, in one transaction.
 */
export const MAX_DEVICES = 50

interface SessionDeps {
  readonly store: Store
  readonly clock: Clock
  /** Without a trailing slash. */
  readonly origin: string
}

/** How long a request waits for its note that the device was seen, ms. */
const NOTE_MS = 200

function soon(): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), NOTE_MS).unref())
}

/** Opens, finds and ends sessions. */
export type Sessions = ReturnType<typeof createSessions>

/** A statement that signs devices out; the caller says which. */
function signingOut(db: Db, now: number) {
  return db
    .updateTable('device')
    .set({ signed_out_at: now })
    .where('signed_out_at', 'is', null)
    .returning('id')
}

const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id)

/** Signs a device out inside the caller's transaction. Returns its id, or nothing if it was out already. */
export async function signOutDevice(db: Db, deviceId: string, now: number): Promise<string[]> {
  return idsOf(await signingOut(db, now).where('id', '=', deviceId).execute())
}

/** Signs out all devices of a member but one, inside the caller's transaction. Returns their ids. */
export async function signOutOthers(
  db: Db,
  { memberId, deviceId }: { readonly memberId: string; readonly deviceId: string },
  now: number,
): Promise<string[]> {
  const others = signingOut(db, now).where('member_id', '=', memberId).where('id', '<>', deviceId)
  return idsOf(await others.execute())
}

/** Signs out what a member has beyond `MAX_DEVICES`, the least recently used first. Returns the ids. */
async function signOutExcess(db: Db, memberId: string, now: number): Promise<string[]> {
  const kept = db
    .selectFrom('device')
    .select('id')
    .where('member_id', '=', memberId)
    .where('signed_out_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(MAX_DEVICES)
  const excess = signingOut(db, now)
    .where('member_id', '=', memberId)
    .where('expires_at', '>', now)
    .where('id', 'not in', kept)
  return idsOf(await excess.execute())
}

export function createSessions({ store, clock, origin }: SessionDeps) {
  function find(db: Db, secret: string) {
    return db
      .selectFrom('device')
      .innerJoin('member', 'member.id', 'device.member_id')
      .select(['device.id as deviceId', 'device.member_id as memberId', 'device.kind'])
      .select(['device.seen_at', 'member.admin'])
      .where('device.cookie_hash', '=', sha256(secret))
      .where('device.signed_out_at', 'is', null)
      .where('device.expires_at', '>', clock.now())
      .where('member.removed_at', 'is', null)
      .executeTakeFirst()
  }

  /**
   * Extends the session, if that can be written soon. False: the device was signed out meanwhile. Null: it is not
   * written yet.
   */
  async function noteSeen(deviceId: string): Promise<boolean | null> {
    const now = clock.now()
    const noted = store.write((db) =>
      db
        .updateTable('device')
        .set({ seen_at: now, expires_at: now + DEVICE_MS })
        .where('id', '=', deviceId)
        .where('signed_out_at', 'is', null)
        .executeTakeFirst(),
    )
    // A socket opened now would miss a sign-out that closes sockets. Nothing else waits for this note.
    const written = await Promise.race([noted, soon()]).catch((error: unknown) => {
      if (unwritable(error) === null) throw error
      return null
    })
    noted.catch(() => undefined)
    return written === null ? null : written.numUpdatedRows > 0n
  }

  return {
    /** Whose session a `Cookie` header names, or null. Extends the session. */
    async identify(cookieHeader: string | undefined): Promise<Identity | null> {
      const secret = secretInCookie(cookieHeader, origin)
      if (secret === null) return null
      const row = await find(store.read, secret)
      if (row === undefined) return null
      if (clock.now() - row.seen_at >= SEEN_EVERY_MS) {
        const isIn =
          (await noteSeen(row.deviceId)) ?? (await find(store.read, secret)) !== undefined
        if (!isIn) return null
      }
      const { memberId, deviceId, kind } = row
      return { memberId, deviceId, kind, admin: row.admin === 1 }
    },

    /**
     * Makes the browser profile that sent `cookieHeader` a device of the member, inside the caller's
     * transaction. Every sign-in makes a new secret and signs the profile's former device out. `out`: the
     * devices that are signed out by this, that one and what the member has too many of.
     */
    async open(
      db: Db,
      device: { memberId: string; kind: DeviceKind; name: string },
      cookieHeader: string | undefined,
    ) {
      const now = clock.now()
      const before = secretInCookie(cookieHeader, origin)
      const row = before === null ? undefined : await find(db, before)
      const former = row === undefined ? [] : await signOutDevice(db, row.deviceId, now)
      const deviceId = randomId()
      const secret = randomToken()
      await db
        .insertInto('device')
        .values({
          id: deviceId,
          member_id: device.memberId,
          kind: device.kind,
          name: device.name,
          cookie_hash: sha256(secret),
          // Phones do not ring; desktops ring until their owner switches it off.
          ring_here: flag(device.kind === 'desktop'),
          created_at: now,
          seen_at: now,
          expires_at: now + DEVICE_MS,
          signed_out_at: null,
        })
        .execute()
      const excess = await signOutExcess(db, device.memberId, now)
      const cookie = sessionCookie(origin, secret, DEVICE_MS)
      return { deviceId, cookie, out: [...former, ...excess] }
    },

    /** The same cookie with a new expiry. */
    renewedCookie(cookieHeader: string | undefined): string | undefined {
      const secret = secretInCookie(cookieHeader, origin)
      return secret === null ? undefined : sessionCookie(origin, secret, DEVICE_MS)
    },
  }
}
