/** Makes the request for one row of the outbox, from what is true when it is sent. */
import * as v from 'valibot'
import { PUSH_VERSION, type PushData } from '../../protocol/push.ts'
import { encryptWith } from './encryption.ts'
import type { KeysAhead } from './keys-ahead.ts'
import { idsOf, type DuePush } from './outbox-rows.ts'
import { ownPayload, type EchoTokens } from './own-pushes.ts'
import { messageOf, paddedText } from './push-body.ts'
import type { PushDeps } from './push-deps.ts'
import { serviceOf } from './push-services.ts'
import { TEST_RING_MS } from './test-rings.ts'
import type { VapidHeaders } from './vapid-headers.ts'
import type { VapidKeyRing } from './vapid-keys.ts'

export interface PushRequestDeps extends Pick<
  PushDeps,
  'clock' | 'log' | 'origin' | 'calls' | 'person'
> {
  readonly keys: VapidKeyRing
  readonly headers: VapidHeaders
  readonly echoes: EchoTokens
  readonly ahead: KeysAhead
}

/** Prepares a push; null: there is nothing to tell any more, or the subscription's key is gone. */
export async function preparePush(deps: PushRequestDeps, push: DuePush) {
  const { data, testId } = await contentOf(deps, push)
  if (data === null) return null
  const keys = deps.keys.byId(push.keyId)
  if (keys === null) {
    // The browser subscribes anew when Peal is opened; until then nothing can be sent to it.
    deps.log.warn({ ...idsOf(push), key: push.keyId }, 'a push for a VAPID key that is gone')
    return null
  }
  const endpoint = new URL(push.endpoint)
  const service = serviceOf(endpoint)
  const leftMs = push.expiresAt - deps.clock.now()
  const text = paddedText(messageOf(data, deps.origin, push.language ?? 'en'))
  const request = {
    endpoint: push.endpoint,
    headers: {
      ...service.headers,
      Authorization: await deps.headers.authorization(endpoint.origin, keys),
      'Content-Encoding': 'aes128gcm',
      'Content-Type': 'application/octet-stream',
      TTL: String(Math.max(1, Math.ceil(leftMs / 1_000))),
      Urgency: 'high',
      ...(push.topic === null ? {} : { Topic: push.topic }),
    },
    body: encryptWith(deps.ahead.take(push), text),
  }
  return { request, service, testId }
}

/** `data` is null: there is nothing to tell any more. `testId`: the test ring that this push is, or null. */
async function contentOf(
  deps: PushRequestDeps,
  push: DuePush,
): Promise<{ data: PushData | null; testId: string | null }> {
  const { kind, callId, deviceId, memberId } = push
  if (kind !== 'test') {
    return { data: await deps.calls.message({ kind, callId }, push), testId: null }
  }
  const payload = v.parse(ownPayload, JSON.parse(push.payload) as unknown)
  const now = deps.clock.now()
  const common = { v: PUSH_VERSION, to: memberId, sentAt: now } as const
  if (payload.is === 'echo') {
    const echoToken = deps.echoes.token(deviceId, push.endpoint)
    return { data: { kind: 'echo', ...common, deviceId, echoToken }, testId: null }
  }
  const { testId, testToken } = payload
  const from = await deps.person(memberId)
  return {
    data: { kind: 'test', ...common, from, endsAt: now + TEST_RING_MS, testToken },
    testId,
  }
}
