/** Parses and validates what a page sends. */
import * as v from 'valibot'
import { clientMessage } from '../../protocol/signals.ts'
import type { ClientMessage } from '../../protocol/signals.ts'
import { isRelayed } from './quick-check.ts'

/** A valid message, or how to answer an invalid one. */
export type Incoming =
  | { readonly ok: true; readonly message: ClientMessage }
  /** `req`: the request to refuse as `invalid`; null: close the socket. */
  | { readonly ok: false; readonly req: number | null }

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
    return { ok: false, req: null }
  }
  if (typeof json !== 'object' || json === null || !('type' in json)) return wrong(json)
  if (isRelayed(json)) return { ok: true, message: json }
  const schema = SCHEMAS.get(json.type)
  if (schema === undefined) return wrong(json)
  const parsed = v.safeParse(schema, json, STRICT)
  return parsed.success ? { ok: true, message: parsed.output } : wrong(json)
}

/** Stops at the first issue, since issues are not reported. */
const STRICT = { abortEarly: true } as const

function wrong(json: unknown): Incoming {
  const req =
    typeof json === 'object' && json !== null && 'req' in json && Number.isSafeInteger(json.req)
      ? Number(json.req)
      : null
  return { ok: false, req: req !== null && req >= 0 ? req : null }
}
