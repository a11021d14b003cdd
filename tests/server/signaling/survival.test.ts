import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import type { Store } from '../../../push-server/store/store.ts'
import { REPEATING_LIMIT_MS, times } from '../../support/counts.ts'
import { TestClock, startServer } from '../../support/server.ts'
import type { TestServer } from '../../support/server.ts'
import { SocketClient, freshId } from '../../support/socket-client.ts'
import { CallWindow, openPage, twoPeople } from '../../support/two-people.ts'

async function opened(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once('connect', resolve))
  return socket
}

const upgradeText = (server: TestServer, cookie: string) =>
  [
    'GET /signal HTTP/1.1',
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    `Origin: ${server.origin}`,
    `Cookie: ${cookie}`,
    '\r\n',
  ].join('\r\n')

test(
  'upgrade-reset: connections that are reset at any point of the upgrade do no harm',
  async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const text = upgradeText(server, ada.cookie)
    for (let round = 0; round < times('upgrade-reset'); round += 1) {
      const socket = await opened(server.port)
      // Reset anywhere in the request or, after all of it, at once, a turn later or at the answer.
      const whole = round % 2 === 0
      socket.write(whole ? text : text.slice(0, (round * 7) % text.length))
      if (round % 4 === 2) await new Promise((resolve) => setImmediate(resolve))
      if (round % 8 === 4) await new Promise((resolve) => socket.once('data', resolve))
      socket.resetAndDestroy()
    }
    const page = await openPage(server, ada)
    await page.settled()
  },
  REPEATING_LIMIT_MS,
)

/** A store whose writes can be blocked. */
function slow() {
  let held = Promise.resolve()
  let arrived = () => {}
  const through = (store: Store): Store => ({
    ...store,
    write: async (work) => {
      arrived()
      await held
      return store.write(work)
    },
  })
  /** Blocks all writes from now on. */
  const hold = () => {
    let release = () => {}
    held = new Promise((resolve) => (release = resolve))
    const next = new Promise<void>((resolve) => (arrived = resolve))
    return { next, release: () => release() }
  }
  return { through, hold }
}

test('upgrade-reset: a connection that is reset while its session is looked up does no harm', async () => {
  const { through, hold } = slow()
  const clock = new TestClock()
  const server = await startServer({ throughStore: through, clock })
  const ada = await server.person('ada')
  // This long after the last use, the use is written, so the lookup takes more than one turn.
  clock.advance(3_600_000)
  const writing = hold()
  const socket = await opened(server.port)
  socket.write(upgradeText(server, ada.cookie))
  await writing.next
  socket.resetAndDestroy()
  // When the server answers a later request, it has read the reset.
  for (let asked = 0; asked < 3; asked += 1) await server.ask(api.session)
  writing.release()
  const page = await openPage(server, ada)
  await page.settled()
  expect(server.peal.signaling.count()).toBe(1)
})

/** A store that can be made to fail. */
function fragile() {
  const faults = { works: false, commits: false, left: 0 }
  const through = (store: Store): Store => ({
    ...store,
    write: (work) =>
      store.write(async (db) => {
        if (faults.works) throw new Error('the disk is on fire')
        const result = await work(db)
        if (faults.commits) {
          // A deferred foreign key makes the commit fail.
          await sql`PRAGMA defer_foreign_keys = ON`.execute(db)
          await db.insertInto('live').values({ member_id: 'nobody', call_id: 'none' }).execute()
        }
        return result
      }),
  })
  return { faults, through }
}

describe('handler-throws', () => {
  test(
    'a handler that rejects closes only its own socket, without a reply',
    async () => {
      const { faults, through } = fragile()
      const server = await startServer({ throughStore: through, limits: false })
      const { ada, grace } = await twoPeople(server)
      const other = await openPage(server, grace)
      for (let round = 0; round < times('handler-throws'); round += 1) {
        const client = await SocketClient.open(server, ada)
        faults.works = true
        const window = new CallWindow(client, freshId('leg'))
        client.send({ ...window.placing('grace'), req: 1 })
        expect((await client.closed).code).toBe(1011)
        expect(client.received).toEqual([])
        faults.works = false
      }
      await other.settled()
      const window = await CallWindow.open(server, ada)
      await window.place('grace')
      await other.next('ring')
    },
    REPEATING_LIMIT_MS,
  )
})

describe('acknowledged-is-durable', () => {
  test('a commit that fails is not acknowledged and writes nothing', async () => {
    const { faults, through } = fragile()
    const server = await startServer({ throughStore: through })
    const { ada, grace } = await twoPeople(server)
    const tab = await openPage(server, grace)
    const window = await CallWindow.open(server, ada)
    faults.commits = true
    const callId = freshId('call')
    window.client.send({ ...window.placing('grace', callId), req: 1 })
    await window.client.closed
    expect(window.client.all('reply')).toEqual([])
    expect(window.client.all('call')).toEqual([])
    await tab.settled()
    expect(tab.all('ring')).toEqual([])
    faults.commits = false
    const again = await CallWindow.open(server, ada)
    const { legId } = again
    const join = await again.client.refusal({ type: 'call.join', callId, legId })
    expect(join.code).toBe('unknown-call')
    expect((await again.client.hello()).live).toBeUndefined()
    await again.place('grace', callId)
  })

  test('the writing connection waits for the disk', async () => {
    const server = await startServer()
    const { rows } = await server.peal.store.write((db) => sql`PRAGMA synchronous`.execute(db))
    expect(rows).toEqual([{ synchronous: 2 }])
  })
})
