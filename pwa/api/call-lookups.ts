/**
 * The few things that a call window asks over HTTP. It does so by itself: the client of all routes
 * would be a good part of its script.
 */
import * as v from 'valibot'
import { person } from '../../protocol/people.ts'
import type { Person } from '../../protocol/people.ts'

const connectors = v.object({
  connectors: v.array(v.object({ id: v.string(), kind: v.picklist(['peer', 'room', 'dial']) })),
})

/** The status and the body; null: the server cannot be reached. */
async function get(path: string): Promise<{ status: number; body: unknown } | null> {
  try {
    const response = await fetch(path, { headers: { accept: 'application/json' } })
    return { status: response.status, body: await response.json() }
  } catch {
    return null
  }
}

/** Who has this handle (`api.contact`); null: nobody; `unknown`: the server did not say. */
export async function findPerson(handle: string): Promise<Person | null | 'unknown'> {
  const answer = await get(`/api/contacts/${encodeURIComponent(handle)}`)
  if (answer?.status === 404) return null
  const parsed = v.safeParse(person, answer?.body)
  return parsed.success ? parsed.output : 'unknown'
}

/** How a connector carries a call (`api.connectors`); `peer` when it is not known. */
export async function connectorKind(id: string): Promise<'peer' | 'room'> {
  const parsed = v.safeParse(connectors, (await get('/api/connectors'))?.body)
  const found = parsed.success ? parsed.output.connectors.find((each) => each.id === id) : undefined
  return found?.kind === 'room' ? 'room' : 'peer'
}

/** Is nobody signed in (`api.session`)? False, too, when the server cannot be asked. */
export async function isSignedOut(): Promise<boolean> {
  return (await get('/api/session'))?.status === 401
}
