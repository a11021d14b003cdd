import fc from 'fast-check'
import { expect, test } from 'vitest'
import { REPEATING_LIMIT_MS, fuzzMs } from '../../support/counts.ts'
import { startServer } from '../../support/server.ts'
import { SocketClient, freshId } from '../../support/socket-client.ts'
import { CallWindow, OFFER, connectedCall, openPage, twoPeople } from '../../support/two-people.ts'

/** After as many, others are made. */
const FRAMES = 20_000

/** Valid ids, so that some messages get past validation. */
function messages(callIds: readonly string[], legIds: readonly string[]) {
  const callId = fc.constantFrom(...callIds)
  const legId = fc.constantFrom(...legIds)
  const small = fc.nat(5)
  const type = (name: string) => fc.constant(name)
  const candidates = fc.array(fc.record({ candidate: fc.string() }), { maxLength: 3 })
  return fc.oneof(
    fc.record({
      type: type('hello'),
      v: fc.constant(1),
      page: fc.constantFrom('app', 'call'),
      visible: fc.boolean(),
      canSound: fc.boolean(),
      callId,
      legId,
    }),
    fc.record({ type: type('page'), visible: fc.boolean(), canSound: fc.boolean() }),
    fc.record({
      type: type('presence.watch'),
      handles: fc.array(fc.constantFrom('ada', 'grace', 'x y')),
    }),
    fc.record({
      type: type('call.place'),
      req: small,
      callId,
      to: fc.constantFrom('ada', 'grace', 'mallory', 'no'),
      connector: fc.constantFrom('webrtc', 'no'),
      legId,
      prevLegId: legId,
      media: fc.record({ microphone: fc.boolean(), camera: fc.boolean() }),
      offer: fc.constant(OFFER),
    }),
    fc.record({ type: type('call.join'), req: small, callId, legId, prevLegId: legId }),
    fc.record({ type: type('call.answer'), req: small, callId, legId, video: fc.boolean() }),
    fc.record({
      type: fc.constantFrom('call.decline', 'ice.get', 'call.ringing'),
      req: small,
      callId,
    }),
    fc.record({ type: fc.constantFrom('call.hangup', 'call.ready'), req: small, callId, legId }),
    fc.record({
      type: type('call.media'),
      callId,
      legId,
      state: fc.constantFrom('up', 'lost', 'refused'),
    }),
    fc.record({
      type: type('signal'),
      callId,
      legId,
      gen: small,
      n: small,
      body: fc.record({ candidates }),
    }),
    fc.record({ type: type('signal.ack'), callId, gen: small, upTo: small }),
  )
}

/** A message as text, often mutated. */
function frames(message: fc.Arbitrary<object>): fc.Arbitrary<string> {
  const whole = message.map((value) => JSON.stringify(value))
  const cut = fc.tuple(whole, fc.nat(400)).map(([text, at]) => text.slice(0, at))
  const flipped = fc
    .tuple(whole, fc.nat(400), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([text, at, part]) => text.slice(0, at) + part + text.slice(at + 1))
  const odd = fc
    .tuple(message, fc.constantFrom('type', 'req', 'callId', 'legId', 'body', 'v'), fc.jsonValue())
    .map(([value, key, wrong]) => JSON.stringify({ ...value, [key]: wrong }))
  return fc.oneof(
    { weight: 6, arbitrary: whole },
    { weight: 2, arbitrary: odd },
    { weight: 1, arbitrary: cut },
    { weight: 1, arbitrary: flipped },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  )
}

test(
  'fuzz-signal: random and mutated messages do not crash the server, and a valid call still connects',
  async () => {
    const server = await startServer({ limits: false })
    const people = await twoPeople(server)
    const { ada, grace } = people
    const mallory = await server.person('mallory')
    const callIds = Array.from({ length: 6 }, () => freshId('call'))
    const legIds = Array.from({ length: 8 }, () => freshId('leg'))
    const seed = Date.now()
    const sample = (pass: number) =>
      fc.sample(frames(messages(callIds, legIds)), { numRuns: FRAMES, seed: seed + pass })
    let sampled = sample(0)
    const clients = new Map<number, SocketClient>()
    const devices = [ada, grace, mallory, ada, grace]
    const end = performance.now() + fuzzMs()
    let sent = 0
    for (let n = 0; performance.now() < end; n += 1) {
      const which = n % devices.length
      const device = devices[which]
      if (device === undefined) continue
      let client = clients.get(which)
      if (client === undefined || client.socket.readyState !== client.socket.OPEN) {
        client = await SocketClient.connect(server, device)
        clients.set(which, client)
      }
      if (n > 0 && n % FRAMES === 0) sampled = sample(n / FRAMES)
      const frame = sampled[n % FRAMES] ?? ''
      client.sendRaw(n % 97 === 0 ? Buffer.from(frame) : frame, { binary: n % 194 === 0 })
      sent += 1
      if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
      if (client.received.length > 1_000) client.forget()
    }
    expect(sent, `seed ${seed}`).toBeGreaterThan(1_000)
    for (const client of clients.values()) client.socket.terminate()

    // All live calls end, then two people call each other.
    for (const device of [ada, grace, mallory]) {
      const page = await openPage(server, device)
      const { live } = await page.hello()
      if (live === undefined) continue
      if (live.leg !== undefined) {
        await page.request({ type: 'call.hangup', callId: live.callId, legId: live.leg })
      } else {
        await page.request({ type: 'call.decline', callId: live.callId })
      }
    }
    const { caller, callee, callId } = await connectedCall(people)
    const body = { candidates: [{ candidate: '' }] }
    const { legId } = caller
    caller.client.send({ type: 'signal', callId, legId, gen: 1, n: 1, body })
    expect(await callee.client.next('signal')).toMatchObject({ body })
    const again = new CallWindow(caller.client, legId)
    expect((await again.client.ask({ type: 'call.hangup', callId, legId })).call?.state).toBe(
      'ended',
    )
  },
  REPEATING_LIMIT_MS,
)
