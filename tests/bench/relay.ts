/** relay: the server's CPU time to relay a validated 1 KB message, to that of bare `ws`. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { WebSocket } from 'ws'
import { hello, openSocket } from './client-socket.ts'
import { atMost, compare } from './figure.ts'
import type { Figure } from './figure.ts'
import { BUILT, MeasuredProcess } from './measured-process.ts'
import { PealServer, cookieOf, handleOf } from './peal-server.ts'

/** Calls, with a message under way in each: enough that neither side waits, and that each page stays in its budget. */
const PAIRS = 64
const MESSAGE_BYTES = 1_024

/** Two pages of a call. */
interface Pair {
  readonly from: WebSocket
  readonly to: WebSocket
  /** The text of the nth message. */
  readonly text: (n: number) => string
  n: number
}

interface Relay {
  readonly process: MeasuredProcess
  readonly pairs: readonly Pair[]
  readonly stop: () => Promise<void>
}

export const relay: Figure = {
  name: 'relay',
  async run({ quick }) {
    const [rounds, messages] = quick ? [3, 5_000] : [15, 20_000]
    const peal = await pealRelay()
    const bare = await bareRelay(peal.pairs)
    try {
      const compared = await compare(rounds, {
        peal: () => cpuOf(peal, messages),
        baseline: () => cpuOf(bare, messages),
      })
      return [
        {
          what: 'CPU of a relayed 1 KB message : bare ws',
          value: compared.ratio,
          unit: 'ratio',
          peal: `${compared.peal.toFixed(1)} µs`,
          baseline: `${compared.baseline.toFixed(1)} µs`,
          must: atMost(1.5),
          goal: atMost(1.25),
          rounds: compared.rounds,
        },
      ]
    } finally {
      await peal.stop()
      await bare.stop()
    }
  },
}

/** CPU time of the server for one message, in µs. */
async function cpuOf({ process, pairs }: Relay, messages: number): Promise<number> {
  const before = await process.cpu()
  let sent = 0
  let arrived = 0
  await new Promise<void>((done, failed) => {
    const ends: (() => void)[] = []
    for (const pair of pairs) {
      const send = () => {
        sent += 1
        pair.n += 1
        pair.from.send(pair.text(pair.n))
      }
      const take = () => {
        arrived += 1
        if (sent < messages) send()
        if (arrived < messages) return
        for (const end of ends) end()
        done()
      }
      const closed = (code: number) => failed(new Error(`a socket was closed: ${code}`))
      pair.to.on('message', take)
      pair.from.on('close', closed)
      ends.push(() => {
        pair.to.off('message', take)
        pair.from.off('close', closed)
      })
      send()
    }
  })
  return (((await process.cpu()) - before) / messages) * 1_000
}

async function pealRelay(): Promise<Relay> {
  const server = await PealServer.start({ members: 2 * PAIRS })
  const pairs: Pair[] = []
  for (let index = 0; index < PAIRS; index += 1) {
    pairs.push(await connectedPair(server, 2 * index, 2 * index + 1))
  }
  return { process: server.process, pairs, stop: () => stopAll(pairs, server) }
}

async function stopAll(
  pairs: readonly Pair[],
  server: { readonly stop: () => Promise<unknown> },
): Promise<void> {
  for (const { from, to } of pairs) {
    from.terminate()
    to.terminate()
  }
  await server.stop()
}

/** Two members in a connected call. */
async function connectedPair(server: PealServer, from: number, to: number): Promise<Pair> {
  const url = `ws://localhost:${server.port}/signal`
  const caller = await openSocket(url, cookieOf(from))
  const callee = await openSocket(url, cookieOf(to))
  const callId = randomUUID()
  const [callerLeg, calleeLeg] = [randomUUID(), randomUUID()]
  callee.send(hello('call'))
  await callee.next('welcome')
  caller.send(hello('call'))
  await caller.next('welcome')
  const media = { microphone: true, camera: true }
  caller.send({
    type: 'call.place',
    req: 1,
    callId,
    to: handleOf(to),
    connector: 'webrtc',
    legId: callerLeg,
    media,
    offer: 'v=0',
  })
  const ring = await callee.next('ring')
  const { answerToken } = ring
  callee.send({ type: 'call.answer', req: 1, callId, legId: calleeLeg, answerToken, video: true })
  const answered = await callee.next('reply')
  if (answered['ok'] !== true) throw new Error(JSON.stringify(answered))
  const { gen } = (answered['data'] as { call: { gen: number } }).call
  for (const [page, legId] of [
    [caller, callerLeg],
    [callee, calleeLeg],
  ] as const) {
    page.send({ type: 'call.ready', callId, legId })
    page.send({ type: 'call.media', callId, legId, state: 'up' })
  }
  let connected = false
  while (!connected) connected = (await caller.next('call'))['state'] === 'connected'
  caller.socket.removeAllListeners('message')
  callee.socket.removeAllListeners('message')
  const text = signalTexts(callId, callerLeg, gen)
  return { from: caller.socket, to: callee.socket, text, n: 0 }
}

/** What a page sends in a call: descriptions and candidates in turn. */
function signalTexts(callId: string, legId: string, gen: number): (n: number) => string {
  const base = { type: 'signal', callId, legId, gen, n: 100_000 }
  const candidate = {
    candidate: 'candidate:842163049 1 udp 1677729535 198.51.100.7 46154 typ srflx raddr 0.0.0.0',
    sdpMid: '0',
    sdpMLineIndex: 0,
    usernameFragment: 'Zx4k',
  }
  const candidates = { ...base, body: { candidates: Array.from({ length: 5 }, () => candidate) } }
  const empty = { ...base, body: { description: { type: 'answer', sdp: '' } } }
  const sdp = 'a'.repeat(MESSAGE_BYTES - JSON.stringify(empty).length)
  const description = { ...base, body: { description: { type: 'answer', sdp } } }
  return (n) => JSON.stringify({ ...(n % 2 === 0 ? description : candidates), n })
}

/** As many pairs of bare sockets, with the same texts. */
async function bareRelay(texts: readonly Pair[]): Promise<Relay> {
  const process = new MeasuredProcess(join(BUILT, 'bare-relay.js'), {})
  const url = `ws://127.0.0.1:${await process.message<number>('port')}/`
  const pairs: Pair[] = []
  for (const { text } of texts) {
    const from = await openSocket(url)
    const to = await openSocket(url)
    from.socket.removeAllListeners('message')
    to.socket.removeAllListeners('message')
    pairs.push({ from: from.socket, to: to.socket, text, n: 0 })
  }
  return { process, pairs, stop: () => stopAll(pairs, process) }
}
