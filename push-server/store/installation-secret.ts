/** Secrets of this installation, from which tokens are derived. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { randomToken } from '../random.ts'
import type { Store } from './store.ts'
import type { Db } from './tables.ts'

/**
 * The secret with this name: 256 bits, created at its first use and stored in the database. One that exists is also
 * found while nothing can be written.
 */
export async function installationSecret(store: Store, name: string): Promise<KeyObject> {
  const secret = (await find(store.read, name)) ?? (await store.write((db) => make(db, name)))
  // A key object, so that it is not derived from the text at every use.
  return createSecretKey(secret, 'utf8')
}

async function find(db: Db, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', name)
    .executeTakeFirst()
  return row?.value
}

/** Makes the secret, unless another writer was faster. */
async function make(db: Db, name: string): Promise<string> {
  const value = randomToken()
  await db
    .insertInto('setting')
    .values({ key: name, value })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  return (await find(db, name)) ?? value
}
