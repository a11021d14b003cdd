/** A member who floods the server: 64 sockets with pings, invalid requests and signals, opened again when it closes them. */
import { setTimeout as wait } from 'node:timers/promises'
import { hello, openSocket } from '../client-socket.ts'

const SOCKETS = 64
/** Messages of one socket before it lets the others go on. */
const AT_ONCE = 50
/** Then it waits this long, ms. */
const PAUSE_MS = 20
const OPEN = 1

const { FLOOD_URL = '', FLOOD_COOKIE = '' } = process.env
const id = (n: number) => `flood${n}`
const MESSAGES = [
  () => ({ type: 'ping' }),
  (n: number) => ({ type: 'call.answer', req: n, callId: id(n), legId: id(n), video: true }),
  (n: number) => ({ type: 'signal', callId: id(n), legId: id(n), gen: 1, n: 1, body: {} }),
  (n: number) => ({
    type: 'signal',
    callId: id(n),
    legId: id(n),
    gen: 1,
    n: 1,
    body: { description: { type: 'offer', sdp: 'x'.repeat(1_000) } },
  }),
]

async function flood(): Promise<never> {
  for (let sent = 0; ;) {
    try {
      const page = await openSocket(FLOOD_URL, FLOOD_COOKIE)
      page.send(hello('app'))
      process.send?.({ flooding: true })
      while (page.socket.readyState === OPEN) {
        for (let n = 0; n < AT_ONCE; n += 1) {
          sent += 1
          page.send(MESSAGES[sent % MESSAGES.length]?.(sent) ?? {})
        }
        await wait(PAUSE_MS)
      }
    } catch {
      // The server refuses it for now.
      await wait(PAUSE_MS)
    }
  }
}

for (let n = 0; n < SOCKETS; n += 1) void flood()
