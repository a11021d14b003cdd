/** Closes notifications of missed calls that were seen in a page, and sets the badge's count. */
import * as v from 'valibot'
import { handle } from '../../protocol/people.ts'
import type { SeenMessage } from '../platform/installed/worker-messages.ts'
import type { Notices } from './notices.ts'

const seenMessage = v.object({
  type: v.literal('seen'),
  upTo: v.number(),
  with: v.optional(handle),
  unseen: v.pipe(v.number(), v.integer(), v.minValue(0)),
}) satisfies v.GenericSchema<SeenMessage>

export interface SeenDeps {
  readonly notices: Pick<Notices, 'seen'>
  readonly setBadge: (unseen: number) => void
}

/** Null: the message is of another type. */
export function onMessage({ notices, setBadge }: SeenDeps, data: unknown): Promise<void> | null {
  const parsed = v.safeParse(seenMessage, data)
  if (!parsed.success) return null
  setBadge(parsed.output.unseen)
  return notices.seen(parsed.output.upTo, parsed.output.with)
}
