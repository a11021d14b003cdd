/** Pushes that are not about a call: echoes, which prove a subscription, and test rings. */
import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { isSameSecret } from '../random.ts'
import { installationSecret } from '../store/installation-secret.ts'
import type { Store } from '../store/store.ts'

const SETTING = 'push-secret'

/** The payload of such a push in the outbox. */
export const ownPayload = v.variant('is', [
  v.object({ is: v.literal('echo') }),
  v.object({ is: v.literal('test'), testId: v.string(), testToken: v.string() }),
])
export type OwnPayload = v.InferOutput<typeof ownPayload>

/** Tokens of echoes. They are derived and not stored. */
export type EchoTokens = Awaited<ReturnType<typeof openEchoTokens>>

/** Derives tokens from a secret of this installation. */
export async function openEchoTokens(store: Store) {
  const key = await installationSecret(store, SETTING)
  /** Only a worker that got a push through this endpoint can send this token back. */
  const token = (deviceId: string, endpoint: string) =>
    createHmac('sha256', key)
      .update(JSON.stringify(['echo', deviceId, endpoint]))
      .digest('base64url')
  return {
    token,
    isToken: (given: string, deviceId: string, endpoint: string) =>
      isSameSecret(given, token(deviceId, endpoint)),
  }
}
