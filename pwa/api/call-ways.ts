/**
 * The other ways to call, asked by a call window before its call and after it. By itself, as
 * `call-lookups.ts`; its code comes late.
 */
import * as v from 'valibot'
import { enabledConnectors } from '../../protocol/enabled-connectors.ts'
import type { EnabledConnectors } from '../../protocol/enabled-connectors.ts'
import { person } from '../../protocol/people.ts'
import type { Person } from '../../protocol/people.ts'
import { REFUSALS } from '../../protocol/reasons.ts'
import type { Refusal } from '../../protocol/reasons.ts'

const address = v.object({ url: v.string() })
const refusal = v.object({ error: v.object({ code: v.picklist(REFUSALS) }) })

/** All ways to call, and the person with the accounts that these ask for. */
export type Ways = EnabledConnectors & { readonly person: Person }

async function ask(path: string, init: RequestInit = {}): Promise<unknown> {
  try {
    return await (await fetch(path, init)).json()
  } catch {
    return null
  }
}

/** The ways to call the one with this handle; null: the server did not say. */
export async function findWays(handle: string): Promise<Ways | null> {
  const [who, all] = await Promise.all([
    ask(`/api/contacts/${encodeURIComponent(handle)}`),
    ask('/api/connectors'),
  ])
  const found = v.safeParse(person, who)
  const known = v.safeParse(enabledConnectors, all)
  return found.success && known.success ? { ...known.output, person: found.output } : null
}

/** The address of a call by another program (`connectorApi.dial`), or why there is none. */
export async function dialAddress(call: {
  readonly callId: string
  readonly to: string
  readonly connector: string
}): Promise<{ readonly url: string } | { readonly refused: Refusal | 'server' }> {
  const headers = { 'Content-Type': 'application/json' }
  const body = await ask('/api/dial', { method: 'POST', headers, body: JSON.stringify(call) })
  const made = v.safeParse(address, body)
  if (made.success) return made.output
  const said = v.safeParse(refusal, body)
  return { refused: said.success ? said.output.error.code : 'server' }
}
