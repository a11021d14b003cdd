/** Handles as they stand in paths. */
import * as v from 'valibot'
import { handle } from '../../protocol/people.ts'

/** A `:handle` in a path, in the form that rows have; null: nobody can have it. */
export function readHandle(said: string): string | null {
  const parsed = v.safeParse(handle, said)
  return parsed.success ? parsed.output : null
}
