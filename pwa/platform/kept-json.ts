import * as v from 'valibot'
import { localStore } from './safe-storage.ts'

/** Where the session store keeps who is signed in. */
export const SESSION_KEY = 'peal.session'

/**
 * What this browser keeps as JSON under a key. Null: nothing, or what another version kept in another
 * shape, or this browser lets no page keep anything.
 */
export function keptJson<S extends v.GenericSchema>(
  key: string,
  schema: S,
  storage?: Pick<Storage, 'getItem'>,
): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse((storage ?? localStore).getItem(key) ?? 'null'))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
