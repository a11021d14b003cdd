import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import type { Store } from '../../../push-server/store/store.ts'
import { TestClock, startServer } from '../../support/server.ts'
import type { TestDevice, TestServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { connectedCall, openPage, twoPeople } from '../../support/two-people.ts'
import { until } from '../../support/until.ts'

/** Messages that one page may have in progress, and sockets that one device may have. */
const MAX_IN_PROGRESS = 64
const MAX_SOCKETS = 64
const HOUR_MS = 3_600_000
const DEVICE_MS = 90 * 24 * HOUR_MS

/** A store whose next writes can be blocked. */
class Door {
  #shutFor = 0
  #opened = Promise.resolve()
  #open = (): void => undefined
  #onWaiting = (): void => undefined

  readonly through = (store: Store): Store => ({
    ...store,
    read: store.read,
    write: async (work) => {
      if (this.#shutFor > 0) {
        this.#shutFor -= 1
        this.#onWaiting()
        await this.#opened
      }
      return store.write(work)
    },
  })

  /** Blocks this many writes. Resolves when one waits. */
  shut(writes: number): Promise<void> {
    this.#shutFor = writes
    this.#opened = new Promise((resolve) => (this.#open = resolve))
    return new Promise((resolve) => (this.#onWaiting = resolve))
  }

  open(): void {
    this.#shutFor = 0
    this.#open()
  }
}

async function openMany(server: TestServer, device: TestDevice, count: number) {
  const clients: SocketClient[] = []
  for (let n = 0; n < count; n += 1) clients.push(await SocketClient.open(server, device))
  return clients
}

describe('ws-flood', () => {
  const decline = (req: number) =>
    JSON.stringify({ type: 'call.decline', req, callId: `call-${req}` })

  test('a page with 64 messages in progress is closed at the next, and nobody else has to wait', async () => {
    const door = new Door()
    const server = await startServer({ throughStore: door.through })
    const ada = await server.person('ada')
    const greedy = await SocketClient.open(server, ada)
    const patient = await SocketClient.open(server, ada)
    void door.shut(Number.POSITIVE_INFINITY)
    for (let req = 1; req <= MAX_IN_PROGRESS; req += 1) patient.sendRaw(decline(req))
    for (let req = 1; req <= 5_000; req += 1) greedy.sendRaw(decline(req))
    expect(await greedy.closed).toMatchObject({ code: 1008 })
    door.open()
    await patient.next('reply', ({ req }) => req === MAX_IN_PROGRESS)
    expect(patient.all('reply')).toHaveLength(MAX_IN_PROGRESS)
    // Finished messages are no longer in progress.
    for (let req = 100; req < 100 + MAX_IN_PROGRESS; req += 1) patient.sendRaw(decline(req))
    await patient.next('reply', ({ req }) => req === 99 + MAX_IN_PROGRESS)
    await patient.settled()
  })

  test('a device with too many sockets loses its oldest one without a leg', async () => {
    const people = await twoPeople(await startServer())
    const { server, ada, grace } = people
    const { caller, callee, tab } = await connectedCall(people)
    const [second, ...others] = await openMany(server, grace, MAX_SOCKETS - 2)
    await tab.settled()
    const newest = await SocketClient.open(server, grace)
    expect(await tab.next('bye')).toMatchObject({ code: 'drain', retryMs: 30_000 })
    expect(await tab.closed).toMatchObject({ code: 1001 })
    for (const client of [second, ...others, newest, callee.client]) await client?.settled()
    await openMany(server, grace, 1)
    await second?.next('bye')
    // Her other device and everybody else have limits of their own.
    await openPage(server, await server.signIn('grace'))
    await openPage(server, ada)
    await caller.client.settled()
    expect(callee.client.all('bye')).toEqual([])
    expect(others.flatMap((client) => client.all('bye'))).toEqual([])
  })

  test('attack: a member with too many sockets on all their devices loses the oldest ones', async () => {
    const server = await startServer()
    const eve = await server.person('eve')
    const others = [await server.signIn('eve'), await server.signIn('eve')]
    const ada = await openPage(server, await server.person('ada'))
    const [first, ...more] = await openMany(server, eve, 50)
    for (const device of others) more.push(...(await openMany(server, device, 39)))
    await first?.settled()
    await openMany(server, others[0] ?? eve, 1)
    expect(await first?.next('bye')).toMatchObject({ code: 'drain', retryMs: 30_000 })
    for (const client of more) await client.settled()
    await ada.settled()
  })

  test('a device whose sockets have closed can open others', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    for (const client of await openMany(server, ada, MAX_SOCKETS)) await client.close()
    const clients = await openMany(server, ada, MAX_SOCKETS)
    for (const client of clients) await client.settled()
    expect(clients.flatMap((client) => client.all('bye'))).toEqual([])
  })

  test('a message in more than 1,024 frames closes the socket', async () => {
    const server = await startServer()
    const client = await SocketClient.open(server, await server.person('ada'))
    const text = `{"type":"ping","x":"${'x'.repeat(2_000)}"}`
    for (const [index, letter] of [...text].entries()) {
      client.socket.send(letter, { fin: index === text.length - 1 })
    }
    expect(await client.closed).toMatchObject({ code: 1008 })
  })
})

describe('attack: a member who floods', () => {
  /** What all sockets of a member may send at once, and then a second; `budgets.ts` has the reasons. */
  const MOST = 6_000
  const PER_SECOND = 600
  const EACH = 2_500

  test.each([
    ['pings', () => '{"type":"ping"}'],
    ['invalid requests', (n: number) => `{"type":"nothing","req":${n}}`],
    [
      'signals into nowhere',
      (n: number) =>
        JSON.stringify({ type: 'signal', callId: 'c', legId: 'l', gen: 1, n, body: { end: true } }),
    ],
  ])('with %s on all their sockets is disconnected, and others go on', async (_, message) => {
    const people = await twoPeople(await startServer())
    const eve = await people.server.person('eve')
    const started = performance.now()
    const sockets = await openMany(people.server, eve, MAX_SOCKETS)
    for (const client of sockets) {
      for (let n = 1; n <= EACH && client.socket.readyState === client.socket.OPEN; n += 1) {
        client.sendRaw(message(n))
      }
    }
    const { caller } = await connectedCall(people)
    await caller.client.settled()
    expect((await Promise.race(sockets.map(({ closed }) => closed))).code).toBe(1008)
    const seconds = (performance.now() - started) / 1_000
    const answers = sockets.flatMap(({ received }) => received).filter(({ type }) => type !== 'bye')
    expect(answers.length).toBeLessThan(MOST + PER_SECOND * seconds)
  })
})

describe('revoke: a socket that never said hello', () => {
  test('closes when its session expires', async () => {
    const clock = new TestClock(Date.now())
    const server = await startServer({ clock })
    const client = await SocketClient.open(server, await server.person('ada'))
    clock.advance(DEVICE_MS + HOUR_MS)
    await server.peal.signaling.sweepExpired()
    expect(await client.next('bye')).toMatchObject({ code: 'expired' })
  })

  test('does not stay open if its device is signed out while the session is looked up', async () => {
    const clock = new TestClock(Date.now())
    const door = new Door()
    const server = await startServer({ clock, throughStore: door.through })
    const ada = await server.person('ada')
    const other = await server.signIn('ada')
    clock.advance(HOUR_MS / 2)
    await other.ask(api.session)
    clock.advance(HOUR_MS / 2)
    // An hour later, the device's last use is written again.
    const waiting = door.shut(1)
    // If the lookup takes long, the use is not waited for, and the sign-out closes the socket.
    const opening = SocketClient.open(server, ada).then(
      async (client) => (await client.closed).code,
      (error: Error) => error.message,
    )
    await waiting
    expect(
      await other.ask(profileApi.removeDevice, { params: { id: ada.deviceId } }),
    ).toMatchObject({
      status: 200,
    })
    door.open()
    // Refused, or closed as signed out.
    expect(String(await opening)).toMatch(/401|^4001$/)
    // The server hears of the end of the connection a little later than the page does.
    await until('no socket is open', () => server.peal.signaling.count() === 0)
  })
})
