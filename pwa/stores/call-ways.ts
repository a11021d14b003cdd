/**
 * The other ways to call somebody, beside "Call" and "Call again" of a call window. It asks the
 * server by itself: the client of all routes would be a large part of the window's script.
 */
import * as v from 'valibot'
import { ref, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { enabledConnectors } from '../../protocol/enabled-connectors.ts'
import type { EnabledConnectors } from '../../protocol/enabled-connectors.ts'
import { person } from '../../protocol/people.ts'
import type { Person } from '../../protocol/people.ts'
import { REFUSALS } from '../../protocol/reasons.ts'
import type { Refusal } from '../../protocol/reasons.ts'
import { randomId } from '../platform/base64-url.ts'
import { addressToPlace } from './call-start.ts'

/** All ways to call, and the person with the accounts that these need. */
type Ways = EnabledConnectors & { readonly person: Person }
type Refused = Refusal | 'server'

interface CallWays {
  /** Null until loaded. */
  readonly ways: Readonly<Ref<Ways | null>>
  /** Why the last choice was refused. */
  readonly refused: Readonly<Ref<Refused | null>>
  load(): Promise<void>
  /** Navigates this window to the call. To be called within a press. */
  choose(way: Ways['connectors'][number]): Promise<void>
}

/** `handle`: whom to call. */
export function useCallWays(handle: () => string): CallWays {
  const ways = shallowRef<Ways | null>(null)
  const refused = ref<Refused | null>(null)
  return {
    ways,
    refused,
    async load() {
      const [contact, connectors] = await Promise.all([
        ask(`/api/contacts/${encodeURIComponent(handle())}`),
        ask('/api/connectors'),
      ])
      const found = v.safeParse(person, contact)
      const enabled = v.safeParse(enabledConnectors, connectors)
      if (found.success && enabled.success) ways.value = { ...enabled.output, person: found.output }
    },
    async choose({ id, kind }) {
      if (kind !== 'dial') {
        location.assign(addressToPlace(handle(), id))
        return
      }
      const answer = await ask('/api/dial', { callId: randomId(), to: handle(), connector: id })
      const made = v.safeParse(dialled, answer)
      if (made.success) location.assign(made.output.url)
      else refused.value = refusalOf(answer)
    },
  }
}

const dialled = v.object({ url: v.string() })
const refusal = v.object({ error: v.object({ code: v.picklist(REFUSALS) }) })

function refusalOf(answer: unknown): Refused {
  const parsed = v.safeParse(refusal, answer)
  return parsed.success ? parsed.output.error.code : 'server'
}

/** The body of the answer; null: the server did not answer. */
async function ask(path: string, body?: object): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' }
  try {
    const init = body && { method: 'POST', headers, body: JSON.stringify(body) }
    return await (await fetch(path, init)).json()
  } catch {
    return null
  }
}
