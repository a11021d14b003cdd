/**
 * How a ring looks, by the features of the engine, never by its name. See docs/supported-browsers.md
 * for the result in each engine. Pure.
 */
import type { PushRing, PushTest } from '../../protocol/push.ts'
import * as texts from '../texts/texts.ts'
import { ringTag } from './shown.ts'
import type { ShownOptions } from './shown.ts'

const t = texts.notifications

const ICON = '/icons/icon-192.png'
/** For the system's status bar, which uses only its shape. */
const BADGE = '/icons/badge-96.png'

/** What this engine's notifications can do. */
export interface Abilities {
  /** Two buttons. */
  readonly actions: boolean
  /** It stays until somebody presses or closes it. */
  readonly stays: boolean
  /** The system's own look of an incoming call, with its own sound and its own way to refuse. */
  readonly callStyle: boolean
  /**
   * How it is made to ring again: shown anew under its tag, closed and shown again, or not at all.
   */
  readonly repeats: 'renotify' | 'again' | 'none'
  /** A notification that replaces one of the same tag can sound. */
  readonly renotify: boolean
}

/** `Notification` itself, as an engine has it. */
export interface NotificationClass {
  readonly maxActions?: number
  readonly prototype: object
}

/** What this engine's notifications can do; undefined: it has none. */
export function abilitiesOf(notification: NotificationClass | undefined): Abilities {
  const has = (name: string) => notification !== undefined && name in notification.prototype
  const actions = (notification?.maxActions ?? 0) >= 2
  const renotify = has('renotify')
  const callStyle = actions && has('scenario')
  return {
    actions,
    stays: has('requireInteraction'),
    callStyle,
    renotify,
    // An engine with neither buttons nor `renotify` may fail to close a notification.
    repeats: callStyle || !(renotify || actions) ? 'none' : renotify ? 'renotify' : 'again',
  }
}

/** Arguments of `showNotification`. */
export interface Look {
  readonly title: string
  readonly options: ShownOptions
}

/** What all notifications of Peal have. */
export function commonLook(photo: string | null): Pick<ShownOptions, 'icon' | 'badge'> {
  return { icon: photo ?? ICON, badge: BADGE }
}

/** A ring or a test ring, which differ only in their words. `placedAt` by this device's clock. */
export function ringLook(can: Abilities, data: PushRing | PushTest, placedAt: number): Look {
  const answer = { action: 'answer', title: t.answer } as const
  const decline = { action: 'decline', title: t.decline } as const
  const { title, body } = wordsOf(can, data, placedAt)
  return {
    title,
    options: {
      ...commonLook(data.from.photo),
      body,
      tag: ringTag(data),
      data,
      ...(can.stays && { requireInteraction: true }),
      ...(can.actions && { actions: can.callStyle ? [answer] : [answer, decline] }),
      ...(can.callStyle && { scenario: 'incoming-call' }),
      ...(can.repeats === 'renotify' && { renotify: true }),
    },
  }
}

function wordsOf(can: Abilities, data: PushRing | PushTest, placedAt: number) {
  if (data.kind === 'test') return { title: t.test, body: t.testText }
  const { name } = data.from
  const isTakenBack = can.callStyle || can.repeats !== 'none'
  return isTakenBack
    ? { title: t.ring(name), body: t.ringText }
    : { title: t.called(name), body: t.calledText(placedAt) }
}
