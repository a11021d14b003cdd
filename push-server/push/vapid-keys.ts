/**
 * The server's VAPID key pairs (RFC 8292), in the database, so that a backup includes them. One is the
 * present one. Former ones stay until no subscription needs them.
 */
import { sha256 } from '../random.ts'
import { recordAct } from '../store/admin-acts.ts'
import type { Store } from '../store/store.ts'
import type { Db } from '../store/tables.ts'

const PRESENT_PUBLIC = 'vapid.public'
const PRESENT_PRIVATE = 'vapid.private'
/** Prefix of a former pair's setting; the value is both keys, separated by a space. */
const FORMER = 'vapid.former.'
const ID_LENGTH = 16

/** One key pair. The private key never leaves the database and this process. */
export interface VapidKeys {
  /** Identifies the pair in rows and logs. */
  readonly id: string
  /** Uncompressed P-256 point, URL-safe base64. */
  readonly publicKey: string
  readonly privateKey: string
}

/** The pairs in use. */
export type VapidKeyRing = Awaited<ReturnType<typeof openVapidKeys>>

/** A pair's id, from its public key. */
function keyId(publicKey: string): string {
  return sha256(publicKey).slice(0, ID_LENGTH)
}

async function makePair(): Promise<VapidKeys> {
  // Loaded here, since most starts do not need it.
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

/** Opens the pairs; makes one at the first start. */
export async function openVapidKeys(store: Store) {
  const kept = await readPairs(store.read)
  const first = kept.present ?? (await makePair())
  if (kept.present === null) await store.write((db) => writePresent(db, first))
  let present = first
  let former = kept.former

  const find = (is: (pair: VapidKeys) => boolean) => [present, ...former].find(is) ?? null
  return {
    /** The pair for new subscriptions. */
    get present() {
      return present
    },
    /** The pair with this id; null: it was deleted. */
    byId: (id: string) => find((pair) => pair.id === id),
    byPublicKey: (publicKey: string) => find((pair) => pair.publicKey === publicKey),
    /** Makes a new pair the present one, as an act of the command line. Subscriptions of former pairs keep working. */
    async rotate(now: number): Promise<VapidKeys> {
      const made = await makePair()
      const before = present
      await store.write(async (db) => {
        const value = `${before.publicKey} ${before.privateKey}`
        await db
          .insertInto('setting')
          .values({ key: FORMER + before.id, value })
          .execute()
        await writePresent(db, made)
        await recordAct(db, { at: now, memberId: null, act: 'push-key-made', target: '' })
      })
      former = [before, ...former]
      present = made
      return made
    },
    /** Deletes former pairs without subscriptions. */
    async sweep(): Promise<void> {
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
