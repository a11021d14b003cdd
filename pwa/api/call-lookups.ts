/**
 * The few things that a call window asks over HTTP. It does so by itself: the client of all routes
 * would be a good part of its script.
 */
import * as v from 'valibot'
import { WEBRTC_ID } from '../../protocol/connectors.ts'
import { person } from '../../protocol/people.ts'
import type { Person } from '../../protocol/people.ts'

const connectors = v.object({
  last: v.nullable(v.string()),
  connectors: v.array(v.object({ id: v.string(), kind: v.picklist(['peer', 'room', 'dial']) })),
})

const NONE: v.InferOutput<typeof connectors> = { last: null, connectors: [] }

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

/**
 * The connector of a call window, and how it carries a call (`api.connectors`; `peer` when it is not
 * known). Where none was named, it is the one last used, else the first that a window can call by.
 */
export async function connectorFor(
  named: string | null,
): Promise<{ readonly id: string; readonly kind: 'peer' | 'room' }> {
  // The built-in one needs no question.
  if (named === WEBRTC_ID) return { id: WEBRTC_ID, kind: 'peer' }
  const parsed = v.safeParse(connectors, (await get('/api/connectors'))?.body)
  const { last, connectors: all } = parsed.success ? parsed.output : NONE
  const ways = all.filter(({ kind }) => kind !== 'dial')
  const wanted = ways.find(({ id }) => id === (named ?? last)) ?? (named ? undefined : ways[0])
  return {
    id: wanted?.id ?? named ?? WEBRTC_ID,
    kind: wanted?.kind === 'room' ? 'room' : 'peer',
  }
}

/** Is nobody signed in (`api.session`)? False, too, when the server cannot be asked. */
export async function isSignedOut(): Promise<boolean> {
  return (await get('/api/session'))?.status === 401
}
