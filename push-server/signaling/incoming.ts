/** Parses and validates what a page sends. */
import * as v from 'valibot'
import { clientMessage, type ClientMessage } from '../../protocol/signals.ts'
import { fieldWithNul } from '../field-with-nul.ts'
import { isRelayed } from './quick-check.ts'

/** A valid message, or how to answer an invalid one. */
export type Incoming =
  | { readonly ok: true; readonly message: ClientMessage }
  /** `req`: the request to refuse as `invalid`; null: close the socket. */
  | { readonly ok: false; readonly req: number | null; readonly fault: Fault }

/** What is wrong, for the log: nothing that the page has chosen. */
interface Fault {
  /** Null: the message is of no type that exists. */
  readonly type: ClientMessage['type'] | null
  /** Where the first value is that the schema rejects. */
  readonly path: string | null
}

type MessageSchema = (typeof clientMessage.options)[number]

/** By type, so that a message is checked against its own schema only. */
const SCHEMAS: ReadonlyMap<unknown, MessageSchema> = new Map(
  clientMessage.options.map((schema) => [schema.entries.type.literal, schema]),
)

/** Reads one message. Never throws. */
export function readMessage(bytes: Buffer): Incoming {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch {
    return wrong(null)
  }
  if (typeof json !== 'object' || json === null || !('type' in json)) return wrong(json)
  if (isRelayed(json)) return { ok: true, message: json }
  const schema = SCHEMAS.get(json.type)
  if (schema === undefined) return wrong(json)
  const parsed = v.safeParse(schema, json, FIRST_ISSUE)
  const type = schema.entries.type.literal
  if (!parsed.success) return wrong(json, { type, path: v.getDotPath(parsed.issues[0]) })
  if (fieldWithNul(parsed.output) !== null) return wrong(json, { type, path: null })
  return { ok: true, message: parsed.output }
}

/** What has a request's number. */
const numbered = v.object({ req: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) })

/** Stops at the first issue: no more are reported. */
const FIRST_ISSUE = { abortEarly: true } as const

function wrong(json: unknown, fault: Fault = { type: null, path: null }): Incoming {
  return { ok: false, fault, req: v.is(numbered, json) ? json.req : null }
}
