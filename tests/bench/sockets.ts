/** sockets: the server's memory for an idle signed-in socket, to that for a bare `ws` socket. */
import { join } from 'node:path'
import type { WebSocket } from 'ws'
import { hello, openSocket } from './client-socket.ts'
import { atMost, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { BUILT, MeasuredProcess } from './measured-process.ts'
import { PealServer, cookieOf } from './peal-server.ts'

/** Sockets opened at once: a listen queue holds no more. */
const AT_ONCE = 50

export const sockets: Figure = {
  name: 'sockets',
  async run({ quick }) {
    const [rounds, count] = quick ? [1, 1_000] : [3, 5_000]
    const peal: number[] = []
    const bare: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await bareSocket(count))
      peal.push(await pealSocket(count))
    }
    return [
      {
        what: `memory of an idle signed-in socket, ${count} of them : bare ws`,
        value: median(peal) / median(bare),
        unit: 'ratio',
        peal: `${(median(peal) / 1_024).toFixed(2)} KiB`,
        baseline: `${(median(bare) / 1_024).toFixed(2)} KiB`,
        must: atMost(1.6),
        goal: atMost(1.2),
        rounds: peal.map((bytes, round) => bytes / (bare[round] ?? NaN)),
      },
    ]
  },
}

async function pealSocket(count: number): Promise<number> {
  const server = await PealServer.start({ members: count })
  try {
    return await bytesEach(server.process, count, async (index) => {
      const page = await openSocket(`ws://localhost:${server.port}/signal`, cookieOf(index))
      page.send(hello('app'))
      await page.next('welcome')
      return page.socket
    })
  } finally {
    await server.stop()
  }
}

async function bareSocket(count: number): Promise<number> {
  const server = new MeasuredProcess(join(BUILT, 'bare-relay.js'), {})
  try {
    const port = await server.message<number>('port')
    return await bytesEach(server, count, async () => {
      const page = await openSocket(`ws://127.0.0.1:${port}/`)
      return page.socket
    })
  } finally {
    await server.stop()
  }
}

async function bytesEach(
  server: MeasuredProcess,
  count: number,
  open: (index: number) => Promise<WebSocket>,
): Promise<number> {
  const opened: WebSocket[] = []
  // The first sockets also pay for what is made only once: code, pools, prepared statements.
  const warm = Math.ceil(count / 10)
  const fill = async (from: number, to: number) => {
    for (let index = from; index < to; index += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, to - index) }, (_, at) =>
        open(index + at),
      )
      opened.push(...(await Promise.all(batch)))
    }
  }
  await fill(0, warm)
  const before = await server.memory()
  await fill(warm, count)
  const after = await server.memory()
  for (const socket of opened) socket.terminate()
  return (after.heapBytes - before.heapBytes) / (count - warm)
}
