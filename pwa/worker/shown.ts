/** The data of the worker's notifications, by which they are handled, replaced and closed. */
import * as v from 'valibot'
import { id } from '../../protocol/people.ts'
import { callerTag, pushMissed, pushRing, pushTest } from '../../protocol/push.ts'

const TEST_TAG = 'test-ring'

/** A silent note; a press on it only opens Peal. */
const note = v.object({
  kind: v.literal('note'),
  /** The member that it is for; null: anybody. */
  to: v.nullable(id),
  /** When it closes by itself, ms by this device's clock; null: it stays. */
  until: v.nullable(v.number()),
})

/** Leads to the window of a call that was answered, and that no window opened for. */
const lead = v.object({
  kind: v.literal('lead'),
  to: id,
  callId: id,
  /** Of the window, with the leg that has claimed the call. */
  address: v.string(),
})

const shownData = v.variant('kind', [pushRing, pushTest, pushMissed, note, lead])
export type ShownData = v.InferOutput<typeof shownData>

/** Options that TypeScript does not know are set only where the engine has them. */
export interface ShownOptions extends NotificationOptions {
  readonly tag: string
  readonly data: ShownData
  readonly actions?: readonly { readonly action: Action; readonly title: string }[]
  readonly renotify?: boolean
  readonly scenario?: 'incoming-call'
  readonly timestamp?: number
}

/** Ids of the buttons. */
export type Action = 'answer' | 'decline' | 'call-back'

/** What the worker uses of its ServiceWorkerRegistration. */
export interface Registration {
  showNotification(title: string, options?: NotificationOptions): Promise<void>
  getNotifications(filter?: { tag?: string }): Promise<ShownNotification[]>
}

/** A notification that is shown now. */
export interface ShownNotification {
  readonly data: unknown
  close(): void
}

/** What this notification is; null: another version has made it. */
export function dataOf({ data }: Pick<ShownNotification, 'data'>): ShownData | null {
  const parsed = v.safeParse(shownData, data)
  return parsed.success ? parsed.output : null
}

/** The tag of a ring or a test ring. */
export function ringTag(data: Extract<ShownData, { kind: 'ring' | 'test' }>): string {
  return data.kind === 'test' ? TEST_TAG : callerTag(data.from.handle)
}
