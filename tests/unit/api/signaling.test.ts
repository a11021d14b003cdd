import { describe, expect, it } from 'vitest'
import { reconnectIn } from '../../../pwa/api/reconnect.ts'
import { Signaling } from '../../../pwa/api/signaling.ts'
import type { Socket } from '../../../pwa/api/signaling.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

class FakeSocket {
  readyState = 0
  readonly sent: Record<string, unknown>[] = []
  readonly #listeners = new Map<string, ((event: { data?: string }) => void)[]>()

  addEventListener(type: string, listener: (event: { data?: string }) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Record<string, unknown>)
  }

  close(): void {
    this.readyState = 3
  }

  #tell(type: string, event: { data?: string } = {}): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event)
  }

  open(): void {
    this.readyState = 1
    this.#tell('open')
  }

  say(message: object | string): void {
    this.#tell('message', {
      data: typeof message === 'string' ? message : JSON.stringify(message),
    })
  }

  lose(): void {
    this.readyState = 3
    this.#tell('close')
  }
}

const member = {
  handle: 'ada',
  name: 'Ada',
  photo: null,
  id: 'm',
  admin: false,
  dndUntil: null,
  hasPassword: false,
  connectorLast: null,
}
const welcome = { type: 'welcome', v: 1, now: 1, member, rings: [], unseen: 0 }

function start(urgent = false) {
  const clock = new FakeTimer()
  const sockets: FakeSocket[] = []
  const faults: unknown[] = []
  const signaling = new Signaling({
    url: 'ws://localhost/signal',
    hello: () => ({ page: 'app', visible: true, canSound: false }),
    urgent: () => urgent,
    timer: clock.timer,
    random: () => 0,
    report: (error) => faults.push(error),
    openSocket: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket as unknown as Socket
    },
  })
  const last = (): FakeSocket => {
    const socket = sockets.at(-1)
    if (socket === undefined) throw new Error('no socket')
    return socket
  }
  return { clock, sockets, signaling, last, faults }
}

const decline = { type: 'call.decline', callId: 'c' } as const

describe('the signaling client', () => {
  it('says hello first, then what waits', () => {
    const { signaling, last } = start()
    void signaling.request(decline)
    expect(last().sent).toEqual([])
    last().open()
    expect(last().sent.map(({ type }) => type)).toEqual(['hello', 'call.decline'])
    expect(signaling.state).toBe('open')
  })

  it('lets a listener replace a waiting request when the connection opens', () => {
    const { signaling, last } = start()
    const former = new AbortController()
    void signaling.request(decline, former.signal)
    signaling.onState((state) => {
      if (state !== 'open') return
      former.abort()
      void signaling.request({ type: 'ice.get', callId: 'c' })
    })
    last().open()
    expect(last().sent.map(({ type }) => type)).toEqual(['hello', 'ice.get'])
  })

  it('sends a request again after an outage, under the same number, until it is answered', async () => {
    const { clock, signaling, last, sockets } = start()
    last().open()
    const asked = signaling.request(decline)
    const { req } = last().sent[1] ?? {}
    last().lose()
    expect(signaling.state).toBe('waiting')
    clock.pass(200)
    last().open()
    expect(sockets).toHaveLength(2)
    expect(last().sent[1]).toEqual({ ...decline, req })
    last().say({ type: 'reply', req, ok: false, code: 'unknown-call' })
    expect(await asked).toMatchObject({ ok: false, code: 'unknown-call' })
    last().say(welcome)
    last().lose()
    clock.pass(200)
    last().open()
    expect(last().sent).toHaveLength(1)
  })

  it('drops what needs no reply while there is no connection', () => {
    const { signaling, last } = start()
    expect(signaling.send({ type: 'call.ringing', callId: 'c' })).toBe(false)
    last().open()
    expect(last().sent).toHaveLength(1)
    expect(signaling.send({ type: 'call.ringing', callId: 'c' })).toBe(true)
  })

  it('doubles its backoff from 0.2 s, and resets it after a welcome', () => {
    const { clock, last } = start()
    for (const wait of [200, 400, 800]) {
      last().lose()
      expect(clock.next).toBe(wait)
      clock.pass(wait)
    }
    last().open()
    last().say(welcome)
    last().lose()
    expect(clock.next).toBe(200)
  })

  it.each(['revoked', 'expired', 'superseded'] as const)(
    'does not come back after %s',
    async (code) => {
      const { clock, signaling, last, sockets } = start()
      last().open()
      const asked = signaling.request(decline)
      const heard: string[] = []
      signaling.on('bye', (bye) => heard.push(bye.code))
      last().say({ type: 'bye', code })
      last().lose()
      clock.pass(100_000)
      expect(heard).toEqual([code])
      expect(sockets).toHaveLength(1)
      expect(signaling.state).toBe('closed')
      expect((await asked).ok).toBe(false)
    },
  )

  it('notices a dead connection while a call is on, and drops its late messages', () => {
    const { clock, signaling, last, sockets } = start(true)
    last().open()
    const dead = last()
    clock.pass(5_000)
    expect(dead.sent.at(-1)).toEqual({ type: 'ping' })
    clock.pass(4_000)
    expect(signaling.state).toBe('waiting')
    clock.pass(200)
    expect(sockets).toHaveLength(2)
    const heard: unknown[] = []
    signaling.on('welcome', (message) => heard.push(message))
    dead.say(welcome)
    dead.lose()
    expect(heard).toEqual([])
    expect(signaling.state).toBe('connecting')
  })

  it('stays with a connection that answers', () => {
    const { clock, last, sockets } = start(true)
    last().open()
    for (let round = 0; round < 5; round += 1) {
      clock.pass(5_000)
      last().say({ type: 'pong' })
    }
    expect(sockets).toHaveLength(1)
  })

  it('reconnects at once when it is told to probe', () => {
    const { clock, signaling, last, sockets } = start()
    last().lose()
    signaling.probe()
    expect(sockets).toHaveLength(2)
    clock.pass(200)
    expect(sockets).toHaveLength(2)
  })

  it('gives up a connection that does not open', () => {
    const { clock, sockets } = start()
    clock.pass(10_200)
    expect(sockets).toHaveLength(2)
  })

  it('tells of messages that it does not understand, and goes on', () => {
    const { last, faults, signaling } = start()
    last().open()
    last().say('{')
    last().say({ type: 'news-of-tomorrow' })
    last().say({ ...welcome, v: 2 })
    expect(faults.map(String)).toEqual([
      expect.stringContaining('SyntaxError'),
      'Error: not understood: a server message of type news-of-tomorrow',
      'Error: not understood: a server message of type welcome',
    ])
    expect(signaling.state).toBe('open')
  })
})

describe('the wait before the next try', () => {
  const lost = { code: null, retryMs: null }
  it.each([
    [0, false, 200],
    [3, false, 1_600],
    [20, false, 30_000],
    [20, true, 2_000],
  ])('after %i failures, urgent: %s, is %i ms', (failures, urgent, ms) => {
    expect(reconnectIn(lost, failures, urgent, 0)).toBe(ms)
  })

  it('is as long as the server asks for, but not in a call', () => {
    const drain = { code: 'drain', retryMs: 7_000 } as const
    expect(reconnectIn(drain, 0, false, 0)).toBe(7_000)
    expect(reconnectIn(drain, 0, true, 0)).toBe(2_000)
  })

  it('is shortened at random, and never lengthened', () => {
    expect(reconnectIn(lost, 0, false, 0.999)).toBeLessThan(200)
    expect(reconnectIn(lost, 0, false, 0.999)).toBeGreaterThan(150)
  })
})

describe('where the browser refuses a socket, at the start or later, a page', () => {
  it('tries again until it is connected', () => {
    const clock = new FakeTimer()
    const sockets: FakeSocket[] = []
    let refuses = true
    const signaling = new Signaling({
      url: 'ws://localhost/signal',
      hello: () => ({ page: 'app', visible: true, canSound: false }),
      urgent: () => true,
      timer: clock.timer,
      random: () => 0,
      openSocket: () => {
        if (refuses) throw new DOMException('', 'SecurityError')
        const socket = new FakeSocket()
        sockets.push(socket)
        return socket as unknown as Socket
      },
    })
    expect(signaling.state).toBe('waiting')
    clock.pass(5_000)
    refuses = false
    clock.pass(30_000)
    sockets.at(-1)?.open()
    expect(signaling.state).toBe('open')
    refuses = true
    sockets.at(-1)?.lose()
    clock.pass(5_000)
    signaling.probe()
    expect(signaling.state).toBe('waiting')
    refuses = false
    signaling.probe()
    sockets.at(-1)?.open()
    expect(signaling.state).toBe('open')
  })
})
