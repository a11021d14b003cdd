import { describe, expect, it } from 'vitest'
import { createConnection, followSocket } from '../../../pwa/api/connection.ts'

function setUp(onLine = true) {
  const network = new EventTarget()
  const clock = { now: 1_000 }
  const connection = createConnection(
    {
      addEventListener: (type, listener) => network.addEventListener(type, listener),
      navigator: { onLine },
    },
    () => clock.now,
  )
  let changes = 0
  connection.watch(() => (changes += 1))
  return { connection, network, clock, changes: () => changes }
}

describe('the connection', () => {
  it('starts in the state that the browser reports', () => {
    expect(setUp(true).connection.offline).toBe(false)
    expect(setUp(false).connection.offline).toBe(true)
  })

  it('is lost when the server does not answer, and back when it does', () => {
    const { connection, clock, changes } = setUp()
    connection.reached()
    expect(changes()).toBe(0)
    connection.missed()
    expect(connection.offline).toBe(true)
    expect(connection.knewAt).toBe(1_000)
    clock.now = 5_000
    connection.reached()
    expect([connection.offline, connection.knewAt]).toEqual([false, 5_000])
    expect(changes()).toBe(2)
  })

  it('is lost as soon as the browser says so', () => {
    const { connection, network } = setUp()
    network.dispatchEvent(new Event('offline'))
    expect(connection.offline).toBe(true)
  })

  it('remembers the time of the newest cached response', () => {
    const { connection } = setUp()
    connection.answeredFromCache(300)
    connection.answeredFromCache(200)
    expect([connection.offline, connection.knewAt]).toEqual([true, 300])
  })

  /** A socket whose states the test tells; requests are answered as `answers` says. */
  function followed(answers: () => Promise<boolean>) {
    const { connection } = setUp()
    let tell: (state: 'connecting' | 'open' | 'waiting' | 'closed') => void = () => undefined
    followSocket(
      { onState: (listener) => ((tell = listener), () => undefined) },
      connection,
      answers,
    )
    const states = async (...told: Parameters<typeof tell>[0][]) => {
      for (const state of told) {
        tell(state)
        await Promise.resolve()
      }
    }
    return { connection, states }
  }

  it('is lost when a socket cannot be opened, but not when an open one has just closed', async () => {
    const { connection, states } = followed(() => Promise.resolve(false))
    await states('open', 'waiting')
    expect(connection.offline).toBe(false)
    await states('connecting', 'waiting')
    expect(connection.offline).toBe(true)
    await states('connecting', 'open')
    expect(connection.offline).toBe(false)
    expect(connection.noSockets).toBe(false)
  })

  it('is there, but for no call, when requests are answered and sockets are not opened', async () => {
    const { connection, states } = followed(() => Promise.resolve(true))
    const seen: boolean[] = []
    connection.watch(() => seen.push(connection.offline))
    await states('connecting', 'waiting')
    expect(connection.noSockets).toBe(false)
    await states('connecting', 'waiting', 'connecting', 'waiting')
    expect(connection.noSockets).toBe(true)
    // The bar does not come and go.
    expect(seen).not.toContain(true)
    await states('connecting', 'open')
    expect(connection.noSockets).toBe(false)
  })
})
