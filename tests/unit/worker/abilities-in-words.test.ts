import { expect, it } from 'vitest'
import {
  abilitiesOf,
  notificationAbilities,
} from '../../../pwa/platform/push/notification-abilities.ts'

const FEATURES = ['renotify', 'requireInteraction', 'scenario'] as const

/** Every engine that there could be. */
const engines = [0, 2].flatMap((maxActions) =>
  Array.from({ length: 2 ** FEATURES.length }, (_, bits) => {
    const has = FEATURES.filter((_name, index) => ((bits >> index) & 1) === 1)
    return { maxActions, prototype: Object.fromEntries(has.map((name) => [name, true])) }
  }),
)

it.each(engines)(
  'Settings describe rings as the worker shows them, with $maxActions buttons and $prototype',
  (Notification) => {
    const does = abilitiesOf(Notification)
    expect(notificationAbilities({ Notification })).toEqual({
      answers: does.actions,
      repeats: does.callStyle ? 'system' : does.repeats !== 'none',
    })
  },
)
