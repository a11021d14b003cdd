import { expect, test } from 'vitest'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { startServer } from '../../support/server.ts'
import { freshId } from '../../support/socket-client.ts'
import { CallWindow, OFFER, openPage, twoPeople } from '../../support/two-people.ts'

const DEVICES = 5

test(
  'one-answer: if five devices answer at once, one claims the leg and the others are told',
  async () => {
    const { server, ada } = await twoPeople(await startServer({ limits: false }))
    const caller = await openPage(server, ada, { page: 'call' })
    const devices = await Promise.all(Array.from({ length: DEVICES }, () => server.signIn('grace')))
    const pages = await Promise.all(
      devices.map((device) => openPage(server, device, { page: 'call' })),
    )

    for (let round = 0; round < times('one-answer'); round += 1) {
      const window = new CallWindow(caller, freshId('leg'))
      const callId = await window.place('grace')
      const rings = await Promise.all(pages.map((page) => page.next('ring')))
      const replies = await Promise.all(
        pages.map((page, index) => {
          const { answerToken } = rings[index] ?? {}
          return page.request(new CallWindow(page, freshId('leg')).answering(callId, answerToken))
        }),
      )
      const claimed = replies.filter(({ ok }) => ok)
      expect(claimed).toHaveLength(1)
      expect(claimed[0]).toMatchObject({ data: { offer: OFFER, call: { here: true } } })
      const others = replies.filter(({ ok }) => !ok)
      expect(others).toHaveLength(DEVICES - 1)
      for (const reply of others) expect(reply).toMatchObject({ code: 'answered-elsewhere' })
      // Every device learns that it is over, and only one of them that it is here.
      const told = await Promise.all(
        pages.map((page) => page.call(callId, ({ state }) => state === 'answering')),
      )
      expect(told.filter(({ here }) => here)).toHaveLength(1)
      expect(told.filter(({ leg }) => leg !== undefined)).toHaveLength(1)
      await caller.ask({ type: 'call.hangup', callId, legId: window.legId })
      await Promise.all(pages.map((page) => page.call(callId, ({ state }) => state === 'ended')))
      for (const page of [...pages, caller]) page.received.length = 0
    }
  },
  REPEATING_LIMIT_MS,
)
