/** The other ways to call somebody, beside "Call" and "Call again" of a call window. */
import { ref, shallowRef } from 'vue'
import type { Ref } from 'vue'
import type { Refusal } from '../../protocol/reasons.ts'
import { dialAddress, findWays } from '../api/call-ways.ts'
import type { Ways } from '../api/call-ways.ts'
import { placeAddress } from '../platform/handover/call-addresses.ts'
import { writeIntent } from '../platform/handover/call-intent.ts'
import { randomId } from '../platform/random-id.ts'

export type Way = Ways['connectors'][number]

interface CallWays {
  /** Null until the server has told. */
  readonly ways: Readonly<Ref<Ways | null>>
  /** Why the last choice led nowhere. */
  readonly refused: Readonly<Ref<Refusal | 'server' | null>>
  load(): Promise<void>
  /** Leads this window to the call. To be called within a press. */
  choose(way: Way): Promise<void>
}

/** `handle`: whom to call. */
export function useCallWays(handle: () => string): CallWays {
  const ways = shallowRef<Ways | null>(null)
  const refused = ref<Refusal | 'server' | null>(null)
  return {
    ways,
    refused,
    async load() {
      ways.value = await findWays(handle())
    },
    async choose({ id, kind }) {
      const to = handle()
      if (kind !== 'dial') {
        const nonce = randomId()
        writeIntent(localStorage, nonce, { to, connector: id }, Date.now())
        location.assign(placeAddress(to, id, nonce))
        return
      }
      const found = await dialAddress({ callId: randomId(), to, connector: id })
      if ('url' in found) location.assign(found.url)
      else refused.value = found.refused
    },
  }
}
