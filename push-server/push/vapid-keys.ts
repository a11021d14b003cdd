/** The server's VAPID key pair (RFC 8292): made once, kept in the database, so that a backup has it. */
import { api } from '../../protocol/api.ts'
import { ok } from '../http/answer.ts'
import { signedIn } from '../http/routes.ts'
import type { App } from '../http/routes.ts'
import type { Store } from '../store/store.ts'

const PUBLIC = 'vapid.public'
const PRIVATE = 'vapid.private'

export interface VapidKeys {
  /** Uncompressed P-256 point, URL-safe base64. */
  readonly publicKey: string
  readonly privateKey: string
}

async function readSetting(store: Store, key: string): Promise<string | undefined> {
  const row = await store.read
    .selectFrom('setting')
    .select('value')
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.value
}

/** The kept keys; at the first start they are made. */
export async function openVapidKeys(store: Store): Promise<VapidKeys> {
  const publicKey = await readSetting(store, PUBLIC)
  const privateKey = await readSetting(store, PRIVATE)
  if (publicKey !== undefined && privateKey !== undefined) return { publicKey, privateKey }
  // Loaded here, since every later start can do without.
  const { default: webPush } = await import('web-push')
  const made = webPush.generateVAPIDKeys()
  await store.write((db) =>
    db
      .insertInto('setting')
      .values([
        { key: PUBLIC, value: made.publicKey },
        { key: PRIVATE, value: made.privateKey },
      ])
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({ value: row.ref('excluded.value') })),
      )
      .execute(),
  )
  return made
}

export function mountPushKey(app: App, keys: VapidKeys): void {
  signedIn(app, api.pushState, async () => ok({ key: keys.publicKey, subscription: null }))
}
