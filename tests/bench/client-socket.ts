/** A page's socket, kept minimal so that benchmarks measure the server and not the client. */
import { once } from 'node:events'
import { WebSocket } from 'ws'

/** How long `next` waits for a message before it fails, ms. */
const PATIENCE_MS = 20_000

export interface ClientSocket {
  readonly socket: WebSocket
  send(message: object): void
  /** The next message of this type. */
  next(type: string): Promise<Record<string, unknown>>
}

/** Opens a socket; with `cookie` as a signed-in page of this origin. */
export async function openSocket(url: string, cookie?: string): Promise<ClientSocket> {
  const origin = new URL(url)
  origin.protocol = 'http:'
  const socket = new WebSocket(url, {
    perMessageDeflate: false,
    headers: { origin: origin.origin, ...(cookie !== undefined && { cookie }) },
  })
  await once(socket, 'open')
  const waiting: { type: string; settle: (message: Record<string, unknown>) => void }[] = []
  const early: Record<string, unknown>[] = []
  const listen = (data: unknown) => {
    const message = JSON.parse(String(data)) as Record<string, unknown>
    const index = waiting.findIndex(({ type }) => type === message['type'])
    if (index < 0) early.push(message)
    else waiting.splice(index, 1)[0]?.settle(message)
  }
  socket.on('message', listen)
  return {
    socket,
    send: (message) => socket.send(JSON.stringify(message)),
    next(type) {
      const index = early.findIndex((message) => message['type'] === type)
      const found = index < 0 ? undefined : early.splice(index, 1)[0]
      if (found) return Promise.resolve(found)
      return new Promise((settle, failed) => {
        const timer = setTimeout(() => {
          const seen = early.map((message) => JSON.stringify(message)).join('\n')
          failed(new Error(`no ${type} came, but:\n${seen}`))
        }, PATIENCE_MS)
        waiting.push({
          type,
          settle(message) {
            clearTimeout(timer)
            settle(message)
          },
        })
      })
    },
  }
}

export const hello = (page: 'app' | 'call', more: object = {}) => ({
  type: 'hello',
  v: 1,
  page,
  visible: true,
  canSound: true,
  ...more,
})
