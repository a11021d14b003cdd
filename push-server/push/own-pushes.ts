/** Pushes that are about no call: echoes, which prove a subscription, and test rings. */
import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { isSameSecret } from '../random.ts'
import { installationSecret } from '../store/installation-secret.ts'
import type { Store } from '../store/store.ts'

const SETTING = 'push-secret'

/** What a row of the outbox says of such a push. */
export const ownPayload = v.variant('is', [
  v.object({ is: v.literal('echo') }),
  v.object({ is: v.literal('test'), testId: v.string(), testToken: v.string() }),
])
export type OwnPayload = v.InferOutput<typeof ownPayload>

/** Tokens of echoes, which are kept nowhere. */
export interface EchoTokens {
  /** Comes back only from a worker that was sent it through this very endpoint. */
  token(deviceId: string, endpoint: string): string
  isToken(token: string, deviceId: string, endpoint: string): boolean
}

/** Tokens that can be told again, from a secret of this installation. */
export async function openEchoTokens(store: Store): Promise<EchoTokens> {
  const key = await installationSecret(store, SETTING)
  const token = (deviceId: string, endpoint: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['echo', deviceId, endpoint]))
      .digest('base64url')
  return {
    token,
    isToken: (given, deviceId, endpoint) => isSameSecret(given, token(deviceId, endpoint)),
  }
}
