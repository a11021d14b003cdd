import { describe, expect, test } from 'vitest'
import { startServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { connectedCall, openPage, twoPeople } from '../../support/two-people.ts'

/** A signal of almost the maximum size. */
const SDP_BYTES = 59_000
/** More than the system's buffers and the server's limit together. */
const MOST_SIGNALS = 400
/** What may wait for a page that does not read. */
const MAX_BUFFERED_BYTES = 1_048_576

describe('ws-oversize', () => {
  const open = async () => {
    const server = await startServer()
    return SocketClient.open(server, await server.person('ada'))
  }
  const text = (length: number) => `{"type":"ping","x":"${'x'.repeat(length - 22)}"}`

  test('a message of 64 KiB is accepted, a longer one closes the socket with 1009', async () => {
    const client = await open()
    client.sendRaw(text(65_536))
    await client.next('pong')
    client.sendRaw(text(65_537))
    expect(await client.closed).toMatchObject({ code: 1009 })
  })

  test('a binary message closes the socket with 1008', async () => {
    const client = await open()
    client.sendRaw(Buffer.from('{"type":"ping"}'), { binary: true })
    expect(await client.closed).toMatchObject({ code: 1008 })
  })

  test.each(['', 'null', '[]', '1', '{', '{"type":"nothing"}', '{"type":"hello"}', 'x'.repeat(9)])(
    'the invalid message %j closes the socket with 1008',
    async (message) => {
      const client = await open()
      client.sendRaw(message)
      expect(await client.closed).toMatchObject({ code: 1008 })
    },
  )

  test.each(['[', '{"a":', '{"type":"signal","body":['])(
    'JSON nested as deep as 64 KiB allow, of %j, does no harm',
    async (part) => {
      const client = await open()
      client.sendRaw(part.repeat(Math.floor(65_000 / part.length)))
      expect(await client.closed).toMatchObject({ code: 1008 })
      const closing = part.endsWith('[') ? ']' : '}'
      const again = await open()
      const depth = Math.floor(32_000 / (part.length + 1))
      const inner = part === '{"a":' ? '{}' : ''
      again.sendRaw(`${part.repeat(depth)}${inner}${closing.repeat(depth)}`)
      expect(await again.closed).toMatchObject({ code: 1008 })
    },
  )

  test('an invalid request is refused, and the socket stays open', async () => {
    const client = await open()
    for (const message of [
      { type: 'call.place', req: 1 },
      { type: 'nothing', req: 2 },
      { type: 'call.hangup', req: 3, callId: 'a b', legId: 'x' },
    ]) {
      client.sendRaw(JSON.stringify(message))
      const reply = await client.next('reply')
      expect(reply).toMatchObject({ req: message.req, ok: false, code: 'invalid' })
    }
    client.sendRaw(JSON.stringify({ type: 'call.place', req: -1 }))
    expect(await client.closed).toMatchObject({ code: 1008 })
  })
})

describe('ws-slow-reader', () => {
  test('a page that never reads is disconnected when 1 MiB waits for it; its partner goes on', async () => {
    const { caller, callee, callId } = await connectedCall(await twoPeople(await startServer()))
    callee.client.socket.pause()
    const sdp = 'x'.repeat(SDP_BYTES)
    const signal = { type: 'signal', callId, legId: caller.legId, gen: 1 } as const
    const before = caller.client.all('call').at(-1)?.rev ?? 0
    // The system's buffers fill first, then the server's up to its limit.
    for (let n = 1; n <= MOST_SIGNALS; n += 1) {
      caller.client.send({ ...signal, n, body: { description: { type: 'offer', sdp } } })
      if (n % 20 === 0) await caller.client.settled()
    }
    // Its leg has no socket any more, so it is silent.
    await caller.client.call(callId, ({ rev }) => rev > before)
    callee.client.socket.resume()
    expect((await callee.client.closed).code).toBe(1006)
    await caller.client.settled()
  })

  test('about 1 MiB waits for a page when it is disconnected', async () => {
    // No pings: a pong to a closed socket would make the system drop what is unread.
    const pings = { legMs: 3_600_000, idleMs: 3_600_000, checkMs: 20 }
    const server = await startServer({ pings })
    const { caller, callee, callId } = await connectedCall(await twoPeople(server))
    const { signaling } = server.peal
    const open = signaling.count()
    callee.client.socket.pause()
    const sdp = 'x'.repeat(SDP_BYTES)
    const signal = { type: 'signal', callId, legId: caller.legId, gen: 1 } as const
    let relayed = 0
    while (signaling.count() === open) {
      relayed += 1
      expect(relayed).toBeLessThan(MOST_SIGNALS)
      const body = { description: { type: 'offer', sdp } } as const
      caller.client.send({ ...signal, n: relayed, body })
      await caller.client.settled()
    }
    callee.client.socket.resume()
    await callee.client.closed
    // Only what the system had buffered arrives; the rest was dropped by the server.
    const waited = (relayed - callee.client.all('signal').length) * SDP_BYTES
    expect(waited).toBeGreaterThan(MAX_BUFFERED_BYTES / 2)
    expect(waited).toBeLessThan(MAX_BUFFERED_BYTES + 3 * SDP_BYTES)
  })
})

describe('ws-half-open', () => {
  const pings = { legMs: 60, idleMs: 60, checkMs: 20 }

  test('a page that leaves two pings unanswered is disconnected, one that answers is not', async () => {
    const server = await startServer({ pings })
    const { cookie } = await server.person('ada')
    const url = `ws://127.0.0.1:${server.port}/signal`
    const headers = { origin: server.origin, cookie }
    const dead = new SocketClient(url, { headers, autoPong: false })
    const alive = await SocketClient.open(server, { cookie })
    let pinged = 0
    dead.socket.on('ping', () => (pinged += 1))
    expect((await dead.closed).code).toBe(1006)
    expect(pinged).toBe(2)
    await alive.settled()
  })

  test('a page with a leg is pinged at an interval of its own', async () => {
    const server = await startServer({ pings: { legMs: 30, idleMs: 1_000_000, checkMs: 10 } })
    const { caller, tab } = await connectedCall(await twoPeople(server))
    let idlePings = 0
    tab.socket.on('ping', () => (idlePings += 1))
    await new Promise((resolve) => caller.client.socket.once('ping', resolve))
    await new Promise((resolve) => caller.client.socket.once('ping', resolve))
    expect(idlePings).toBe(0)
  })

  test('a leg becomes silent when its page does not answer', async () => {
    const server = await startServer({ pings })
    const people = await twoPeople(server)
    const { caller, callee, callId } = await connectedCall(people)
    const before = caller.client.all('call').at(-1)?.rev ?? 0
    callee.client.socket.pause()
    await caller.client.call(callId, ({ rev }) => rev > before)
    await openPage(server, people.grace)
  })
})
