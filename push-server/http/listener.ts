/** The HTTP server itself: listening, and letting what is in flight finish. */
import { getRequestListener } from '@hono/node-server'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { refuseUnreadable, refusedRequest } from './bare-refusals.ts'

/** How long a connection may take, in ms. */
export interface Patience {
  /** A request must have arrived whole within this; answering may take longer. */
  readonly requestMs: number
  readonly headersMs: number
  /** Nothing was sent and nothing read: who asks for a file and does not read it is cut off. */
  readonly idleMs: number
  /** How often it is seen whether one of the first two is over. */
  readonly lookMs: number
}

/** `idleMs` is longer than a ring's state is held (25 s). */
const PATIENCE: Patience = { requestMs: 30_000, headersMs: 10_000, idleMs: 60_000, lookMs: 2_000 }

/** Requests that are not answered by then are cut off when the server stops. */
const DRAIN_MS = 6_000
const LOOK_AGAIN_MS = 50

/** Answers one request, as Hono's `fetch` does. */
export type Fetch = Parameters<typeof getRequestListener>[0]

/** The server, and how it comes to its end. */
export interface Listener {
  readonly server: Server
  /**
   * Takes no more connections, waits for the answers under way, then cuts off the rest. Twice does
   * no harm.
   */
  drain(): Promise<void>
}

/** Makes the server; `fetch` is first called after it listens. */
export function createListener(fetch: Fetch, patience: Patience = PATIENCE): Listener {
  const answer = getRequestListener(fetch, { errorHandler: refusedRequest })
  const server = createServer(
    {
      requestTimeout: patience.requestMs,
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookMs,
      // Without a Host the adapter refuses, under our headers.
      requireHostHeader: false,
    },
    (request, response) => void answer(request, response),
  )
  server.timeout = patience.idleMs
  refuseUnreadable(server)
  let underWay = 0
  server.on('request', (_, response) => {
    underWay += 1
    response.once('close', () => (underWay -= 1))
  })
  return { server, drain: () => drain(server, () => underWay) }
}

/** @returns the port. @throws the system's error */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return (server.address() as AddressInfo).port
}

async function drain(server: Server, underWay: () => number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Browsers keep connections open that ask for nothing; Node counts the unused among the busy.
  const closeUnused = () => {
    if (underWay() === 0) server.closeAllConnections()
    else server.closeIdleConnections()
  }
  const looking = setInterval(closeUnused, LOOK_AGAIN_MS)
  const cutting = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  closeUnused()
  await closed
  clearInterval(looking)
  clearTimeout(cutting)
}
