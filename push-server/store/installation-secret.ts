/** Secrets of this installation, from which what is told to devices can be told again. */
import { createSecretKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { randomToken } from '../random.ts'
import type { Store } from './store.ts'

/** The secret of this name, made when it is first asked for; 256 bits, kept in the database. */
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
  // A key, made once: a text would become one again at every use.
  return createSecretKey(secret, 'utf8')
}
