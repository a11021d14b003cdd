/** A test ring: how the page polls it, and which steps it shows. */
import { describe, expect, it } from 'vitest'
import type { TestState } from '../../../protocol/push.ts'
import type { Result } from '../../../pwa/api/http.ts'
import { testBeads } from '../../../pwa/components/push/test-view.ts'
import { createTestRing, LOOK_AGAIN_MS, LOOK_TRIES } from '../../../pwa/stores/test-ring.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'
import { settled } from './push-world.ts'

type Step = TestState['steps'][number]
const step = (name: Step['step'], afterMs: number, detail?: string): Step => ({
  step: name,
  afterMs,
  detail,
})
const SENT = step('sent', 1)
const ACCEPTED = step('accepted', 20)
const WOKE = step('woke', 30)
const SHOWN = step('shown', 40)
const PRESSED = step('pressed', 50)

function followed(answers: Result<TestState>[], begun: TestState = { steps: [SENT], over: false }) {
  const clock = new FakeTimer()
  const looks: number[] = []
  const shown: number[] = []
  const ring = createTestRing({
    begin: () => Promise.resolve({ ok: true, data: { id: 't', state: begun }, cachedAt: null }),
    poll: (_, known) => {
      looks.push(known)
      const next = answers.shift()
      return next ? Promise.resolve(next) : new Promise(() => undefined)
    },
    timer: clock.timer,
    changed: (state) => void shown.push(state.steps.length),
  })
  return { ring, clock, looks, shown }
}
const state = (over: boolean, ...steps: Step[]): Result<TestState> => ({
  ok: true,
  data: { steps, over },
  cachedAt: null,
})

describe('a test ring', () => {
  it('is polled to its end, each time with the number of known steps', async () => {
    const { ring, looks, shown } = followed([
      state(false, SENT, ACCEPTED),
      state(false, SENT, ACCEPTED, WOKE, SHOWN),
      state(true, SENT, ACCEPTED, WOKE, SHOWN, PRESSED),
    ])
    expect(await ring.run()).toBe('followed')
    expect(looks).toEqual([1, 2, 4])
    expect(shown).toEqual([1, 2, 4, 5])
  })

  it('is polled again only after a pause when there is nothing new', async () => {
    const { ring, clock, looks, shown } = followed([state(false, SENT), state(true, SENT)])
    const run = ring.run()
    await settled()
    expect(looks).toEqual([1])
    clock.pass(LOOK_AGAIN_MS)
    expect(await run).toBe('followed')
    // The end is reported, although it has no new step.
    expect(shown).toEqual([1, 1])
  })

  it('survives a short loss of the network, and gives up after a longer one', async () => {
    const offline: Result<TestState> = { ok: false, code: 'offline' }
    const { ring, clock } = followed([offline, offline, state(true, SENT)])
    const run = ring.run()
    for (let count = 0; count < 2; count += 1) {
      await settled()
      clock.pass(LOOK_AGAIN_MS)
    }
    expect(await run).toBe('followed')

    const gone = followed(Array.from({ length: LOOK_TRIES }, () => offline))
    const lost = gone.ring.run()
    for (let count = 0; count < LOOK_TRIES; count += 1) {
      await settled()
      gone.clock.pass(LOOK_AGAIN_MS)
    }
    expect(await lost).toEqual(offline)
    expect(gone.looks).toHaveLength(LOOK_TRIES)
  })

  it('ends with the server’s error', async () => {
    const { ring } = followed([{ ok: false, code: 'not-found' }])
    expect(await ring.run()).toEqual({ ok: false, code: 'not-found' })
  })

  it('is no longer followed once another one is started or the page is left', async () => {
    const { ring, shown } = followed([])
    const first = ring.run()
    await settled()
    void ring.run()
    await settled()
    ring.stop()
    expect(shown).toEqual([1, 1])
    // The first one still waits for a response that is not shown any more.
    expect(await Promise.race([first, settled()])).toBeUndefined()
  })
})

describe('the beads of a test ring', () => {
  const beads = (over: boolean, ...steps: Step[]) =>
    testBeads({ steps, over }).map(({ step: name, status }) => `${name} ${status}`)

  it('show what is done and what is awaited', () => {
    expect(beads(false)).toEqual([
      'sent running',
      'accepted waiting',
      'woke waiting',
      'shown waiting',
      'pressed waiting',
    ])
    expect(beads(false, SENT, ACCEPTED)).toEqual([
      'sent done',
      'accepted done',
      'woke running',
      'shown waiting',
      'pressed waiting',
    ])
    expect(
      beads(true, SENT, ACCEPTED, WOKE, SHOWN, PRESSED).every((one) => /done$/.test(one)),
    ).toBe(true)
  })

  it.each([
    ['accepted', [SENT, step('refused', 9, '403: bad key')], '403: bad key'],
    ['woke', [SENT, ACCEPTED], null],
    ['shown', [SENT, ACCEPTED, WOKE, step('not-shown', 9, 'no service')], 'no service'],
    ['pressed', [SENT, ACCEPTED, WOKE, SHOWN], null],
  ] as const)('show that it stopped at: %s', (name, steps, detail) => {
    const failed = testBeads({ steps: [...steps], over: true }).filter(
      ({ status }) => status === 'failed',
    )
    expect(failed).toEqual([{ step: name, status: 'failed', afterMs: null, detail }])
  })

  it('show a refusal before all is over', () => {
    expect(beads(false, SENT, step('refused', 9, 'no'))).toContain('accepted failed')
  })

  it('show a step as done if its report was lost but a later step was reported', () => {
    expect(beads(false, SENT, WOKE)).toEqual([
      'sent done',
      'accepted done',
      'woke done',
      'shown running',
      'pressed waiting',
    ])
  })
})
