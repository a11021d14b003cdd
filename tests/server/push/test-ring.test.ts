/** A test ring and its steps. */
import { describe, expect, test } from 'vitest'
import { pushApi } from '../../../protocol/push-api.ts'
import type { TestReport } from '../../../protocol/push.ts'
import { pushOf, pushPerson, pushRoom } from '../../support/push-room.ts'
import type { PushRoom } from '../../support/push-room.ts'
import type { TestDevice } from '../../support/server.ts'

async function ringIt(device: TestDevice): Promise<string> {
  const { data } = await device.ask(pushApi.testRing)
  if (data === null) throw new Error('no test ring')
  return data.id
}

/** The names of the steps, once there are this many. */
async function steps(device: TestDevice, id: string, count: number) {
  for (let known = 0; ;) {
    const { data } = await device.ask(pushApi.testState, {
      params: { id },
      body: { known: String(known) },
    })
    if (data === null) throw new Error('the test ring is not known')
    known = data.steps.length
    if (known >= count || data.over) return { ...data, names: data.steps.map(({ step }) => step) }
  }
}

const report = ({ server }: PushRoom, token: string, body: TestReport) =>
  server.ask(pushApi.testReport, { params: { token }, body })

describe('a test ring', () => {
  test('takes the whole path, and tells each step to whoever waits', async () => {
    const room = await pushRoom()
    const grace = await pushPerson(room, 'grace')
    const id = await ringIt(grace)
    const waiting = steps(grace, id, 5)
    const { testToken, from, endsAt, sentAt } = await pushOf(room, grace.endpoint, 'test')
    expect(from.handle).toBe('grace')
    expect(endsAt).toBeGreaterThan(sentAt)
    for (const step of ['woke', 'shown', 'pressed'] as const) {
      expect((await report(room, testToken, { step })).status).toBe(200)
    }
    const { names, over } = await waiting
    expect(names).toEqual(['sent', 'accepted', 'woke', 'shown', 'pressed'])
    expect(over).toBe(true)
  })

  test('tells what the push service said, and what the browser said', async () => {
    const room = await pushRoom()
    const grace = await pushPerson(room, 'grace')
    await pushOf(room, grace.endpoint, 'echo')
    const undo = room.service.answer({ kind: 'status', status: 403, text: 'bad key' })
    const refused = await steps(grace, await ringIt(grace), 5)
    expect(refused).toMatchObject({ over: true, names: ['sent', 'refused'] })
    expect(refused.steps[1]?.detail).toBe('403 bad key')
    undo()
    const id = await ringIt(grace)
    const { testToken } = await pushOf(room, grace.endpoint, 'test')
    await report(room, testToken, { step: 'not-shown', detail: 'no service' })
    const stopped = await steps(grace, id, 5)
    expect(stopped.steps.at(-1)).toMatchObject({ step: 'not-shown', detail: 'no service' })
  })

  test('can be read by its own device only, and needs a subscription', async () => {
    const room = await pushRoom()
    const grace = await pushPerson(room, 'grace')
    const id = await ringIt(grace)
    const other = await room.server.signIn('grace')
    expect((await other.ask(pushApi.testRing)).code).toBe('not-found')
    expect((await other.ask(pushApi.testState, { params: { id } })).code).toBe('not-found')
    expect((await report(room, 'A'.repeat(43), { step: 'woke' })).code).toBe('not-found')
  })
})
