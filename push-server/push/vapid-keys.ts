/**
 * The server's VAPID key pairs (RFC 8292), kept in the database, so that a backup has them. One is the
 * present one; after a rotation those before it stay, until no subscription needs them any more.
 */
import type { Kysely } from 'kysely'
import { sha256 } from '../random.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

type Db = Kysely<Tables>

const PRESENT_PUBLIC = 'vapid.public'
const PRESENT_PRIVATE = 'vapid.private'
/** Before the id of a former pair; the value is its two keys with a space between. */
const FORMER = 'vapid.former.'
const ID_LENGTH = 16

/** One key pair. The private key leaves neither the database nor this process. */
export interface VapidKeys {
  /** Names the pair in rows and logs. */
  readonly id: string
  /** Uncompressed P-256 point, URL-safe base64. */
  readonly publicKey: string
  readonly privateKey: string
}

/** The pairs that are in use. */
export interface VapidKeyRing {
  /** The pair that new subscriptions are made for. */
  readonly present: VapidKeys
  /** The pair of a subscription; null: it was given up. */
  byId(id: string): VapidKeys | null
  byPublicKey(publicKey: string): VapidKeys | null
  /** Makes another pair the present one; subscriptions of the former ones go on being rung. */
  rotate(): Promise<VapidKeys>
  /** Forgets former pairs that no subscription was made for. */
  sweep(): Promise<void>
}

/** Names a pair by its public key. */
function keyId(publicKey: string): string {
  return sha256(publicKey).slice(0, ID_LENGTH)
}

async function makePair(): Promise<VapidKeys> {
  // Loaded here, since most starts do without.
  const { default: webPush } = await import('web-push')
  const made = webPush.generateVAPIDKeys()
  return { id: keyId(made.publicKey), ...made }
}

async function readPairs(db: Db): Promise<{ present: VapidKeys | null; former: VapidKeys[] }> {
  const rows = await db
    .selectFrom('setting')
    .select(['key', 'value'])
    .where('key', 'like', 'vapid.%')
    .execute()
  const values = new Map(rows.map(({ key, value }) => [key, value]))
  const publicKey = values.get(PRESENT_PUBLIC)
  const privateKey = values.get(PRESENT_PRIVATE)
  const former: VapidKeys[] = []
  for (const [key, value] of values) {
    if (!key.startsWith(FORMER)) continue
    const [publicPart = '', privatePart = ''] = value.split(' ')
    former.push({ id: keyId(publicPart), publicKey: publicPart, privateKey: privatePart })
  }
  if (publicKey === undefined || privateKey === undefined) return { present: null, former }
  return { present: { id: keyId(publicKey), publicKey, privateKey }, former }
}

async function writePresent(db: Db, { publicKey, privateKey }: VapidKeys): Promise<void> {
  await db
    .insertInto('setting')
    .values([
      { key: PRESENT_PUBLIC, value: publicKey },
      { key: PRESENT_PRIVATE, value: privateKey },
    ])
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
    )
    .execute()
}

/** The kept pairs; at the first start one is made. */
export async function openVapidKeys(store: Store): Promise<VapidKeyRing> {
  const kept = await readPairs(store.read)
  const first = kept.present ?? (await makePair())
  if (kept.present === null) await store.write((db) => writePresent(db, first))
  let present = first
  let former = kept.former

  const find = (is: (pair: VapidKeys) => boolean) => [present, ...former].find(is) ?? null
  return {
    get present() {
      return present
    },
    byId: (id) => find((pair) => pair.id === id),
    byPublicKey: (publicKey) => find((pair) => pair.publicKey === publicKey),
    async rotate() {
      const made = await makePair()
      const before = present
      await store.write(async (db) => {
        const value = `${before.publicKey} ${before.privateKey}`
        await db
          .insertInto('setting')
          .values({ key: FORMER + before.id, value })
          .execute()
        await writePresent(db, made)
      })
      former = [before, ...former]
      present = made
      return made
    },
    async sweep() {
      if (former.length === 0) return
      const rows = await store.read
        .selectFrom('subscription')
        .select('vapid_key_id')
        .distinct()
        .execute()
      const needed = new Set(rows.map(({ vapid_key_id }) => vapid_key_id))
      const idle = former.filter(({ id }) => !needed.has(id))
      if (idle.length === 0) return
      const keys = idle.map(({ id }) => FORMER + id)
      await store.write((db) => db.deleteFrom('setting').where('key', 'in', keys).execute())
      former = former.filter(({ id }) => needed.has(id))
    },
  }
}
