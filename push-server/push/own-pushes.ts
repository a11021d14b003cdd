/** Pushes that are about no call: echoes, which prove a subscription, and test rings. */
import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { randomToken } from '../random.ts'
import type { Store } from '../store/store.ts'

const SETTING = 'push-secret'

/** What a row of the outbox says of such a push. */
export const ownPayload = v.variant('is', [
  v.object({ is: v.literal('echo') }),
  v.object({ is: v.literal('test'), testId: v.string(), testToken: v.string() }),
])
export type OwnPayload = v.InferOutput<typeof ownPayload>

export interface EchoTokens {
  /** Comes back only from a worker that was sent it through this very endpoint. */
  token(deviceId: string, endpoint: string): string
  isToken(token: string, deviceId: string, endpoint: string): boolean
}

/** Tokens that can be told again, from a secret of this installation. */
export async function openEchoTokens(store: Store): Promise<EchoTokens> {
  const secret = await store.write(async (db) => {
    await db
      .insertInto('setting')
      .values({ key: SETTING, value: randomToken() })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
    const row = await db
      .selectFrom('setting')
      .select('value')
      .where('key', '=', SETTING)
      .executeTakeFirstOrThrow()
    return row.value
  })
  const key = createSecretKey(secret, 'utf8')
  const token = (deviceId: string, endpoint: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['echo', deviceId, endpoint]))
      .digest('base64url')
  return {
    token,
    isToken(given, deviceId, endpoint) {
      const right = Buffer.from(token(deviceId, endpoint))
      const said = Buffer.from(given)
      return said.length === right.length && timingSafeEqual(said, right)
    },
  }
}
