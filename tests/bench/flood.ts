/** flood: how long others wait while one member floods the server from 64 sockets. */
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { hello, openSocket, type ClientSocket } from './client-socket.ts'
import { atMost, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { BUILT, MeasuredProcess } from './measured-process.ts'
import { PealServer, cookieOf, handleOf } from './peal-server.ts'

/** Between two looks at the server's health, ms. */
const LOOK_MS = 20
/** Between two calls, ms; the flood has filled its budgets by the first. */
const CALL_MS = 500
const FLOODER = 0

interface Waits {
  /** The 99th percentile of the answers of `/healthz`, ms. */
  readonly health: number
  /** The longest time from placing a call until the other page rings, ms. */
  readonly ring: number
}

export const flood: Figure = {
  name: 'flood',
  async run({ quick }) {
    const [rounds, calls] = quick ? [1, 3] : [3, 16]
    const flooded: Waits[] = []
    const quiet: Waits[] = []
    for (let round = 0; round < rounds; round += 1) {
      quiet.push(await measure(calls, false))
      flooded.push(await measure(calls, true))
    }
    const row = (what: string, of: keyof Waits, must: number, goal: number) => {
      const values = flooded.map((each) => each[of])
      const before = median(quiet.map((each) => each[of]))
      return {
        what,
        value: median(values),
        unit: 'ms' as const,
        peal: `${median(values).toFixed(1)} ms`,
        baseline: `${before.toFixed(1)} ms without a flood`,
        must: atMost(must),
        goal: atMost(goal),
      }
    }
    return [
      row('/healthz while a member floods the server, p99', 'health', 50, 20),
      row("others' calls meanwhile, placed until it rings, the longest", 'ring', 1_000, 200),
    ]
  },
}

async function measure(calls: number, isFlooded: boolean): Promise<Waits> {
  // Each call has a caller and a callee of its own: how often one person may call is limited.
  const server = await PealServer.start({ members: 1 + 2 * calls })
  const url = `ws://localhost:${server.port}/signal`
  const flooder = isFlooded
    ? new MeasuredProcess(join(BUILT, 'flooder.js'), {
        FLOOD_URL: url,
        FLOOD_COOKIE: cookieOf(FLOODER),
      })
    : null
  try {
    const open = async (index: number) => {
      const page = await openSocket(url, cookieOf(index))
      page.send(hello('app'))
      await page.next('welcome')
      return page
    }
    const pages: ClientSocket[] = []
    for (let index = 1; index <= 2 * calls; index += 1) pages.push(await open(index))
    await flooder?.message('flooding')
    const health: number[] = []
    let isOver = false
    const looking = (async () => {
      while (!isOver) {
        const asked = performance.now()
        await (await fetch(`${server.origin}/healthz`)).text()
        health.push(performance.now() - asked)
        await wait(LOOK_MS)
      }
    })()
    const rings: number[] = []
    for (let n = 0; n < calls; n += 1) {
      await wait(CALL_MS)
      const [caller, callee] = [pages[2 * n], pages[2 * n + 1]]
      if (caller === undefined || callee === undefined) throw new Error('a page is missing')
      rings.push(await ringOnce(caller, callee, n))
    }
    isOver = true
    await looking
    health.sort((a, b) => a - b)
    return {
      health: health[Math.floor(health.length * 0.99)] ?? NaN,
      ring: Math.max(...rings),
    }
  } finally {
    await flooder?.stop()
    await server.stop()
  }
}

/** Places the call of this pair; returns the time until it rang, ms. */
async function ringOnce(caller: ClientSocket, callee: ClientSocket, n: number): Promise<number> {
  const placed = performance.now()
  caller.send({
    type: 'call.place',
    req: n,
    callId: `call${n}`,
    to: handleOf(2 * n + 2),
    connector: 'webrtc',
    legId: `leg${n}`,
    media: { microphone: true, camera: true },
    offer: 'v=0',
  })
  await callee.next('ring')
  return performance.now() - placed
}
