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

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch']

/** Makes the server; `fetch` is first called after it listens. */
export function createListener(fetch: Fetch): Server {
  const server = createAdaptorServer({ fetch }) as Server
  server.requestTimeout = REQUEST_MS
  server.headersTimeout = HEADERS_MS
  return server
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

/** Takes no more connections, waits for the answers under way, then cuts off the rest. */
export async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection that was busy keeps itself alive when its answer is out.
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN_MS)
  const cutting = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  server.closeIdleConnections()
  await closed
  clearInterval(looking)
  clearTimeout(cutting)
}
