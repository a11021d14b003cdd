/** Secrets of this installation, from which tokens are derived. */
import { createSecretKey, type KeyObject } from 'node:crypto'
import { randomToken } from '../random.ts'
import type { Store } from './store.ts'

/** The secret with this name: 256 bits, created at its first use and stored in the database. */
export async function installationSecret(store: Store, name: string): Promise<KeyObject> {
  const secret = await store.write(async (db) => {
    await db
      .insertInto('setting')
      .values({ key: name, value: randomToken() })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
    const row = await db
      .selectFrom('setting')
      .select('value')
      .where('key', '=', name)
      .executeTakeFirstOrThrow()
    return row.value
  })
  // A key object, so that it is not derived from the text at every use.
  return createSecretKey(secret, 'utf8')
}
