/** The service worker's ring in a real browser, with every tab of Peal's closed. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { callerTag } from '../../protocol/push.ts'
import type { PushData, PushRing, PushStop } from '../../protocol/push.ts'
import { launchLasting, signInAt } from '../support/browser.ts'
import { call, incoming, sees, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { PushDelivery } from '../support/push-delivery.ts'
import { PATIENCE_MS, until } from '../support/until.ts'

const household = households()

const ada = { handle: 'ada', name: 'Ada Lovelace', photo: null }
const RING_MS = 45_000
const token = (what: string) => what.padEnd(43, 'x')

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/**
 * Grace has signed in and closed her tabs, so pushes reach her worker. She has her own browser:
 * closing a private profile that has received pushes can end the whole browser.
 */
async function absent() {
  const house = await household(['ada', 'grace'])
  const { origin } = house.peal
  const folder = await mkdtemp(join(tmpdir(), 'peal-profile-'))
  ends.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const context = await launchLasting(folder)
  ends.push(() => context.close())
  await context.grantPermissions(['notifications'], { origin })
  const page = await signInAt(context, await house.peal.signInLink('grace'))
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  const to = await page.evaluate(async () => {
    const response = await fetch('/api/session')
    return ((await response.json()) as { member: { id: string } }).member.id
  })
  const delivery = await PushDelivery.open(context, origin)
  await page.goto('about:blank')
  const push = (data: PushData) =>
    delivery.push(
      JSON.stringify({ web_push: 8030, notification: { title: '-', navigate: '/', data } }),
    )
  const kinds = async () => (await delivery.shown()).map(({ kind }) => kind)
  return { house, page, to, delivery, push, kinds }
}

function ringOf(to: string, callId: string): PushRing {
  const placedAt = Date.now()
  return {
    ...{ kind: 'ring', v: 1, to, sentAt: placedAt, callId, placedAt, from: ada },
    ...{ connector: 'webrtc', carries: 'peer', endsAt: placedAt + RING_MS },
    ...{ ringToken: token('ring'), answerToken: token('answer') },
  }
}

function stopOf(ring: PushRing, outcome: PushStop['outcome']): PushStop {
  const { v, to, sentAt, callId, placedAt, from } = ring
  const missed = { at: placedAt, count: 2, unseen: 3 }
  return { kind: 'stop', v, to, sentAt, callId, placedAt, from, outcome, missed }
}

describe('a push without a meaning', () => {
  it('shows a note that says nothing', async () => {
    const { delivery, push, kinds, to } = await absent()
    await delivery.push('garbage')
    expect(await delivery.shows('Peal')).toMatchObject({ kind: 'note', actions: [] })
    // Pushes for somebody else show only that note; the last push is Grace's and shows the caller.
    await push(ringOf(`${to}x`, 'call'))
    await push(stopOf(ringOf(`${to}x`, 'call'), 'missed'))
    await push(stopOf(ringOf(to, 'own'), 'missed'))
    await delivery.shows('2 missed calls from Ada Lovelace')
    expect(await kinds()).toEqual(['note', 'note', 'note', 'missed'])
  })

  it('shows the same note after the member has signed out, of whom nothing is left', async () => {
    const { delivery, push, kinds, to, page, house } = await absent()
    await push(stopOf(ringOf(to, 'call'), 'missed'))
    await delivery.shows('2 missed calls from Ada Lovelace')
    await page.goto(`${house.peal.origin}/settings`)
    await page.getByRole('button', { name: 'Sign out', exact: true }).last().click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await expect.poll(() => delivery.standing()).toEqual([])
    await page.goto('about:blank')
    await push(stopOf(ringOf(to, 'next'), 'missed'))
    await delivery.shows('Peal')
    expect(await kinds()).toEqual(['missed', 'note'])
  })
})

describe('a ring', () => {
  it('never sounds for a call that the server does not know', async () => {
    const { delivery, push, kinds, to } = await absent()
    await push(ringOf(to, 'call'))
    await delivery.shows('The call is over')
    expect(await kinds()).toEqual(['note'])
    await push(ringOf(to, 'call'))
    await expect.poll(() => delivery.standing(), { timeout: PATIENCE_MS }).toEqual([])
    expect(await kinds()).not.toContain('ring')
  })

  it('stays shown while the server is away, is replaced by its end, and never rings again', async () => {
    const { house, delivery, push, kinds, to } = await absent()
    await house.peal.end('SIGKILL')
    const answered = ringOf(to, 'answered')
    await push(answered)
    const shown = await delivery.shows('Ada Lovelace is calling')
    expect(shown).toMatchObject({ tag: callerTag('ada'), kind: 'ring' })
    expect(shown.actions).toEqual(['answer', 'decline'])
    await push(stopOf(answered, 'answered'))
    await delivery.shows('Answered on another device')
    expect(await kinds()).toEqual(['ring', 'note'])

    await push(answered)
    await delivery.push('garbage')
    await delivery.shows('Peal')
    expect((await kinds()).slice(2)).not.toContain('ring')
  })
})

/** The answer token of the next ring that this tab is told of. */
function nextAnswerToken(page: Page): () => Promise<string> {
  let found: string | null = null
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      found ??= /"answerToken":"([\w-]+)"/.exec(payload.toString())?.[1] ?? null
    })
  })
  return () => until('the tab is told of a ring', () => found)
}

describe('the window of an Answer pressed on a notification', () => {
  it('answers by itself, with the proof that the worker left', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const { page, context } = await house.person('grace')
    const answerToken = nextAnswerToken(page)
    await page.reload()
    const hers = await call(ada, 'Grace Hopper')
    await incoming(page, 'Ada Lovelace').waitFor()
    const { pathname } = new URL(hers.url())
    const secrets = new URLSearchParams({ answer: await answerToken(), leg: 'pressed-leg' })
    const win = await context.newPage()
    await win.goto(`${house.peal.origin}/icons/icon-192.png`)
    await win.evaluate(async () => {
      const cache = await caches.open('peal-member-pressed')
      await cache.put('/pressed/pressed-leg', new Response(String(Date.now())))
    })
    await win.goto(`${house.peal.origin}${pathname}#${secrets.toString()}`)
    await Promise.all([stage(hers, 'Connected'), stage(win, 'Connected')])
    await sees(hers, 'Grace Hopper')
  })
})
