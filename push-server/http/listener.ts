/** The HTTP server itself: listening, and letting what is in flight finish. */
import { createAdaptorServer } from '@hono/node-server'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request must have arrived whole within this; answering may take longer. */
const REQUEST_MS = 30_000
const HEADERS_MS = 10_000
/** Requests that are not answered by then are cut off when the server stops. */
const DRAIN_MS = 6_000
const LOOK_AGAIN_MS = 50

export type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

export interface Listener {
  readonly server: Server
  /** Takes no more connections, waits for the answers under way, then cuts off the rest. */
  drain(): Promise<void>
}

/** Makes the server; `fetch` is first called after it listens. */
export function createListener(fetch: Fetch): Listener {
  const server = createAdaptorServer({ fetch }) as Server
  server.requestTimeout = REQUEST_MS
  server.headersTimeout = HEADERS_MS
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
