/** Missed calls that were seen in a page: what is shown of them goes, and the count follows. */
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

/** What is taken back and counted. */
export interface SeenParts {
  readonly notices: Pick<Notices, 'seen'>
  readonly setBadge: (unseen: number) => void
}

/** Null: the message is about something else. */
export function onMessage({ notices, setBadge }: SeenParts, data: unknown): Promise<void> | null {
  const parsed = v.safeParse(seenMessage, data)
  if (!parsed.success) return null
  setBadge(parsed.output.unseen)
  return notices.seen(parsed.output.upTo, parsed.output.with)
}
