/** The default intervals of pings, by a clock that the test moves. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { startServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { connectedCall, twoPeople } from '../../support/two-people.ts'

const SECOND_MS = 1_000

// Only the server's timer of pings is faked; everything else takes real time.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** Counts the pings that reach a page. */
function pingsOf(client: SocketClient) {
  const count = { pings: 0 }
  client.socket.on('ping', () => (count.pings += 1))
  return count
}

/** Advances the clock second by second, and waits until each page has answered its pings. */
async function pass(seconds: number, ...pages: readonly SocketClient[]): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    vi.advanceTimersByTime(SECOND_MS)
    for (const page of pages) await page.settled()
  }
}

describe('pings', () => {
  test('go every 3 s to a page with a leg, every 20 s to any other', async () => {
    const { caller, tab } = await connectedCall(await twoPeople(await startServer()))
    const pages = [caller.client, tab] as const
    const [leg, idle] = [pingsOf(caller.client), pingsOf(tab)]
    await pass(2, ...pages)
    expect([leg, idle]).toEqual([{ pings: 0 }, { pings: 0 }])
    await pass(1, ...pages)
    expect([leg, idle]).toEqual([{ pings: 1 }, { pings: 0 }])
    await pass(16, ...pages)
    expect([leg, idle]).toEqual([{ pings: 6 }, { pings: 0 }])
    await pass(1, ...pages)
    expect([leg, idle]).toEqual([{ pings: 6 }, { pings: 1 }])
    await pass(40, ...pages)
    expect([leg, idle]).toEqual([{ pings: 20 }, { pings: 3 }])
  })

  test('ws-half-open: terminate a page that answers none within 60 s', async () => {
    const server = await startServer()
    const { cookie } = await server.person('ada')
    const headers = { origin: server.origin, cookie }
    const alive = await SocketClient.open(server, { cookie })
    const dead = new SocketClient(`ws://127.0.0.1:${server.port}/signal`, {
      headers,
      autoPong: false,
    })
    await new Promise((resolve) => dead.socket.once('open', resolve))
    await dead.settled()
    const { socket } = dead
    const unanswered = pingsOf(dead)
    await pass(59, alive, dead)
    expect([unanswered.pings, socket.readyState]).toEqual([2, socket.OPEN])
    await pass(1, alive)
    expect((await dead.closed).code).toBe(1006)
    await alive.settled()
  })

  test('show after 9 s that a leg is silent', async () => {
    const server = await startServer()
    const { caller, callee, callId } = await connectedCall(await twoPeople(server))
    const silentAt = () => {
      const call = server.peal.calls.live(callId)?.call
      return call?.state === 'connected' ? call.callee.silentAt : undefined
    }
    callee.client.socket.pause()
    await pass(8, caller.client)
    expect(silentAt()).toBeNull()
    const before = caller.client.all('call').at(-1)?.rev ?? 0
    await pass(1, caller.client)
    await caller.client.call(callId, ({ rev }) => rev > before)
    expect(silentAt()).toBeTypeOf('number')
  })
})
