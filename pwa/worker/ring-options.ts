/**
 * How a ring looks, by the features of the engine, never by its name. See docs/supported-browsers.md
 * for the result in each engine. Pure.
 */
import { isolatedName } from '../../protocol/isolated-name.ts'
import { directionOf } from '../../protocol/languages.ts'
import type { Person } from '../../protocol/people.ts'
import type { PushRing, PushTest } from '../../protocol/push.ts'
import type { Abilities } from '../platform/push/notification-abilities.ts'
import { LANGUAGE } from '../texts/formats.ts'
import * as texts from '../texts/texts.ts'
import { weekdayTime } from '../texts/when.ts'
import { ringTag, type ShownOptions } from './shown.ts'

const t = texts.notifications

const ICON = '/icons/icon-192.png'
/** For the system's status bar, which uses only its shape. */
const BADGE = '/icons/badge-96.png'

/** Arguments of `showNotification`. */
export interface Look {
  readonly title: string
  readonly options: ShownOptions
}

/** In which language notifications are. */
export const SPOKEN = { lang: LANGUAGE, dir: directionOf(LANGUAGE) } as const

/** What all notifications of Peal have. */
export function commonLook(
  photo: string | null,
): Pick<ShownOptions, 'icon' | 'badge' | 'lang' | 'dir'> {
  return { ...SPOKEN, icon: photo ?? ICON, badge: BADGE }
}

/** A name as a title has it. */
export function nameInTitle({ name }: Person): string {
  return isolatedName(name, SPOKEN.dir)
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
  const name = nameInTitle(data.from)
  const isTakenBack = can.callStyle || can.repeats !== 'none'
  return isTakenBack
    ? { title: t.ring(name), body: t.ringText }
    : { title: t.called(name), body: t.calledText(weekdayTime(placedAt)) }
}
