/** What a notification of the worker's carries for whoever presses, replaces or closes it. */
import * as v from 'valibot'
import { id } from '../../protocol/people.ts'
import { callerTag, pushMissed, pushRing, pushTest } from '../../protocol/push.ts'

const TEST_TAG = 'test-ring'

/** Something quiet that means nothing to a press. */
const note = v.object({
  kind: v.literal('note'),
  /** The member that it is for; null: whoever is there. */
  to: v.nullable(id),
  /** Closed by itself then, ms by this device's clock; null: it stays. */
  until: v.nullable(v.number()),
})

const shownData = v.variant('kind', [pushRing, pushTest, pushMissed, note])
export type ShownData = v.InferOutput<typeof shownData>

/** Each beyond TypeScript's own is set only where the engine has it. */
export interface ShownOptions extends NotificationOptions {
  readonly tag: string
  readonly data: ShownData
  readonly actions?: readonly { readonly action: Action; readonly title: string }[]
  readonly renotify?: boolean
  readonly scenario?: 'incoming-call'
  readonly timestamp?: number
}

/** Names of the buttons. */
export type Action = 'answer' | 'decline' | 'call-back'

/** What the worker uses of its registration. */
export interface Shelf {
  showNotification(title: string, options?: NotificationOptions): Promise<void>
  getNotifications(filter?: { tag?: string }): Promise<Standing[]>
}

/** A notification that stands. */
export interface Standing {
  readonly data: unknown
  close(): void
}

/** What this notification is; null: not of this version's making. */
export function dataOf({ data }: Pick<Standing, 'data'>): ShownData | null {
  const parsed = v.safeParse(shownData, data)
  return parsed.success ? parsed.output : null
}

/** The tag of a ring or a test ring. */
export function ringTag(data: Extract<ShownData, { kind: 'ring' | 'test' }>): string {
  return data.kind === 'test' ? TEST_TAG : callerTag(data.from.handle)
}
