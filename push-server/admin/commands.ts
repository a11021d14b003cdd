/** The administrators' commands, as they are sent over the admin socket. */
import * as v from 'valibot'
import { deviceKind, handle, id } from '../../protocol/people.ts'
import { displayName } from '../../protocol/typed-input.ts'

/** A command for the running server. */
export const command = v.variant('do', [
  v.object({
    do: v.literal('member add'),
    handle,
    name: displayName,
    admin: v.optional(v.boolean(), false),
    reuse: v.optional(v.boolean()),
  }),
  v.object({
    do: v.literal('member handle'),
    handle,
    to: handle,
    reuse: v.optional(v.boolean()),
  }),
  v.object({ do: v.literal('member restore'), handle, to: v.optional(handle) }),
  v.object({ do: v.literal('member list') }),
  v.object({ do: v.literal('member remove'), handle }),
  v.object({
    do: v.literal('sign-in-link'),
    handle,
    device: v.optional(v.nullable(deviceKind), null),
  }),
  v.object({ do: v.literal('connector list') }),
  v.object({ do: v.literal('connector enable'), id }),
  v.object({ do: v.literal('connector disable'), id }),
  v.object({ do: v.literal('vapid rotate') }),
])
export type Command = v.InferOutput<typeof command>

/** An absolute path: the command line resolves what was typed. */
const file = v.pipe(v.string(), v.regex(/^\/[^\0]*$/))

/** A command that the command line runs in its own process, whether a server runs or not. */
export const ownCommand = v.variant('do', [
  v.object({ do: v.literal('backup'), file }),
  v.object({ do: v.literal('restore'), file, 'sign-out': v.optional(v.boolean()) }),
  v.object({ do: v.literal('migrate'), to: v.pipe(v.string(), v.nonEmpty()) }),
  v.object({ do: v.literal('doctor') }),
])
export type OwnCommand = v.InferOutput<typeof ownCommand>

/** The result, as `--json` prints it and as lines for people; or one line about what is wrong. */
export const outcome = v.variant('ok', [
  v.object({ ok: v.literal(true), json: v.unknown(), lines: v.array(v.string()) }),
  v.object({ ok: v.literal(false), problem: v.string() }),
])
export type Outcome = v.InferOutput<typeof outcome>

/** The outcome of a command that could not be carried out, in one line. */
export function problem(text: string): Outcome {
  return { ok: false, problem: text }
}
