/** Bad networks: what is wrong with one person's access link. The other's is always good. */

import type { LinkFaults, WayFaults } from '../../support/bad-link.ts'

export interface Profile {
  readonly name: string
  readonly link: LinkFaults
  /** Figures are of the time between these, ms after both are connected. */
  readonly from: number
  readonly to: number
  /** What changes meanwhile. */
  readonly events: readonly { readonly at: number; readonly link: LinkFaults }[]
}

const both = (way: WayFaults): LinkFaults => ({ up: way, down: way })
const profile = (name: string, link: LinkFaults, more: Partial<Profile> = {}): Profile => ({
  ...{ name, link, from: 5_000, to: 25_000, events: [] },
  ...more,
})

export const GOOD: LinkFaults = both({ delayMs: 20 })
const narrow = (kbit: number, queueMs: number): LinkFaults => both({ delayMs: 20, kbit, queueMs })
const LOSSY = { delayMs: 80, jitterMs: 30, loss: 0.1 }

/** Dark from this moment on, for so long, ms. */
const dark = (at: number, ms: number): Partial<Profile> => ({
  from: at,
  to: at + ms + 12_000,
  events: [
    { at, link: both({ delayMs: 20, dark: true }) },
    { at: at + ms, link: GOOD },
  ],
})

/** When the link of `step` becomes narrow, and wide again, ms. */
export const STEP = { narrowAt: 10_000, wideAt: 18_000 }
export const DARK_AT = 8_000

export const PROFILES: readonly Profile[] = [
  profile('clean', GOOD),
  profile('wifi', both({ delayMs: 30, jitterMs: 20, loss: 0.02 })),
  profile('lossy', both(LOSSY)),
  profile('bursty', both({ delayMs: 40, jitterMs: 20, loss: 0.05, burst: 4 })),
  profile('awful', both({ delayMs: 100, jitterMs: 40, loss: 0.25 })),
  profile('300 kbit/s', narrow(300, 300)),
  profile('100 kbit/s', narrow(100, 600)),
  profile('60 kbit/s', narrow(60, 600)),
  profile('deep queue', narrow(800, 2_000)),
  profile('step', narrow(1_000, 300), {
    from: STEP.narrowAt,
    to: 30_000,
    events: [
      { at: STEP.narrowAt, link: narrow(150, 300) },
      { at: STEP.wideAt, link: narrow(1_000, 300) },
    ],
  }),
  profile('dark 3 s', GOOD, dark(DARK_AT, 3_000)),
  profile('dark 12 s', GOOD, dark(DARK_AT, 12_000)),
  profile('dark 25 s', GOOD, dark(DARK_AT, 25_000)),
  profile('uplink loses', { up: LOSSY, down: { delayMs: 80, jitterMs: 30 } }, { to: 15_000 }),
  profile(
    'uplink 100 kbit/s',
    { up: { delayMs: 20, kbit: 100, queueMs: 600 }, down: GOOD.down },
    {
      to: 15_000,
    },
  ),
]
