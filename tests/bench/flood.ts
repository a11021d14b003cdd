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
const [FLOODER, CALLER, CALLEE] = [0, 1, 2]

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
  const server = await PealServer.start({ members: 3 })
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
    const [caller, callee] = await Promise.all([open(CALLER), open(CALLEE)])
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

/** Places a call, waits until it rings, and declines it; returns the time until it rang, ms. */
async function ringOnce(caller: ClientSocket, callee: ClientSocket, n: number): Promise<number> {
  const callId = `call${n}`
  const placed = performance.now()
  caller.send({
    type: 'call.place',
    req: n,
    callId,
    to: handleOf(CALLEE),
    connector: 'webrtc',
    legId: `leg${n}`,
    media: { microphone: true, camera: true },
    offer: 'v=0',
  })
  await callee.next('ring')
  const rung = performance.now() - placed
  callee.send({ type: 'call.decline', req: n, callId })
  await Promise.all([caller.next('reply'), callee.next('reply')])
  return rung
}
