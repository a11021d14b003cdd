/** Secrets of calls that are derived from one secret of the installation, and so need not be stored. */
import { createHmac } from 'node:crypto'
import { sha256 } from '../random.ts'
import { installationSecret } from '../store/installation-secret.ts'
import type { Store } from '../store/store.ts'

const SETTING = 'call-secret'

/** The tokens in a ring's push, for one call and one device. */
export interface RingTokens {
  /** Lets a worker read the ring, report it and decline. */
  readonly ring: string
  /** Lets a window of the device answer without a further click. */
  readonly answer: string
}

/** Derives secrets of calls; they are the same after a restart. */
export type CallSecrets = Awaited<ReturnType<typeof openCallSecrets>>

/** Opens the secrets of this installation, which are made at its first start. */
export async function openCallSecrets(store: Store) {
  const key = await installationSecret(store, SETTING)
  const derive = (...parts: string[]) => createHmac('sha256', key).update(JSON.stringify(parts))
  return {
    /** The tokens of this call's ring on this device: 256 bits each, URL-safe base64. */
    tokens: (callId: string, deviceId: string): RingTokens => ({
      ring: derive('ring', callId, deviceId).digest('base64url'),
      answer: derive('answer', callId, deviceId).digest('base64url'),
    }),
    /** What makes the name of this call's meeting room: 128 bits in hex, since hosts ignore case. */
    room: (callId: string) => derive('room', callId).digest('hex').slice(0, 32),
  }
}

/** The hashes that are stored of tokens. */
export function hashTokens({ ring, answer }: RingTokens) {
  return { ring_token_hash: sha256(ring), answer_token_hash: sha256(answer) }
}
