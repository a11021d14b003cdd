/**
 * The few requests of a call window over HTTP: the client of all routes would be a good part of the window's script.
 */
import * as v from 'valibot'
import { person, type Person } from '../../protocol/people.ts'
import { TOO_LATE, within } from '../platform/time-limit.ts'
import { pageTimer } from '../platform/timer.ts'

/** The server answers within this, ms, or counts as away. */
const ANSWER_MS = 8_000

/** The status and the body; null: the server cannot be reached. With a body it is a POST. */
export async function ask(
  path: string,
  body?: object,
): Promise<{ status: number; body: unknown } | null> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' }
  async function answer() {
    const response = await fetch(path, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
  const answered = await within(
    answer().catch(() => null),
    ANSWER_MS,
    pageTimer,
  )
  return answered === TOO_LATE ? null : answered
}

/** Who has this handle (`api.contact`); null: nobody; `unknown`: the server gave no usable answer. */
export async function findPerson(handle: string): Promise<Person | null | 'unknown'> {
  const answer = await ask(`/api/contacts/${encodeURIComponent(handle)}`)
  if (answer?.status === 404) return null
  const parsed = v.safeParse(person, answer?.body)
  return parsed.success ? parsed.output : 'unknown'
}
