/** The other ways to call somebody, beside "Call" and "Call again" of a call window. */
import * as v from 'valibot'
import { ref, shallowRef } from 'vue'
import type { EnabledConnectors } from '../../protocol/enabled-connectors.ts'
import type { Person } from '../../protocol/people.ts'
import { NOT_PLACED, type NotPlaced } from '../../protocol/reasons.ts'
import { randomId } from '../platform/base64-url.ts'
import { findConnectors } from './call-connectors.ts'
import { ask, findPerson } from './call-requests.ts'
import { addressToPlace } from './call-start.ts'

/** All ways to call, and the person with the accounts that these need. */
type Ways = EnabledConnectors & { readonly person: Person }

const dialled = v.object({ url: v.string() })
const refusal = v.object({ error: v.object({ code: v.picklist(NOT_PLACED) }) })

/** `handle`: whom to call. */
export function useCallWays(handle: () => string) {
  /** Null until loaded. */
  const ways = shallowRef<Ways | null>(null)
  /** Why the last choice was refused. */
  const refused = ref<NotPlaced | 'server' | null>(null)

  async function load(): Promise<void> {
    const [person, connectors] = await Promise.all([findPerson(handle()), findConnectors()])
    const isFound = person !== null && person !== 'unknown'
    if (isFound && connectors !== null) ways.value = { ...connectors, person }
  }

  /** Navigates this window to the call. To be called within a press. */
  async function choose({ id, kind }: Ways['connectors'][number]): Promise<void> {
    if (kind !== 'dial') return location.assign(addressToPlace(handle(), id))
    const call = { callId: randomId(), to: handle(), connector: id }
    const answer = (await ask('/api/dial', call))?.body
    const made = v.safeParse(dialled, answer)
    if (made.success) return location.assign(made.output.url)
    const parsed = v.safeParse(refusal, answer)
    refused.value = parsed.success ? parsed.output.error.code : 'server'
  }

  return { ways, refused, load, choose }
}
