/** The HTTP server: listening, and finishing requests before it stops. */
import { getRequestListener } from '@hono/node-server'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { errorCode } from '../error-code.ts'
import { StartProblem } from '../start-problem.ts'
import { refuseUnreadable, refusedRequest } from './bare-refusals.ts'

/** Timeouts of a connection, in ms. */
export interface Timeouts {
  /** The whole request must arrive within this time; the answer may take longer. */
  readonly requestMs: number
  readonly headersMs: number
  /** Nothing was sent or received: this also cuts off clients that do not read their response. */
  readonly idleMs: number
  /** An unused connection is kept for this long. */
  readonly keepAliveMs: number
  /** How often the first two are checked. */
  readonly checkMs: number
}

/**
 * `idleMs` is longer than the long poll of a ring's state (25 s). A proxy keeps unused connections for up to 60 s, and
 * would send a request into one that this server is just closing: so they are kept for longer here.
 */
const TIMEOUTS: Timeouts = {
  requestMs: 30_000,
  headersMs: 10_000,
  idleMs: 60_000,
  keepAliveMs: 65_000,
  checkMs: 2_000,
}

/** How long the server waits for open requests when it stops, in ms. */
const DRAIN_MS = 6_000
const CLOSE_IDLE_EVERY_MS = 50

/** Answers a request, as Hono's `fetch` does. */
export type Fetch = Parameters<typeof getRequestListener>[0]

export function createListener(fetch: Fetch, timeouts: Timeouts = TIMEOUTS) {
  const answer = getRequestListener(fetch, { errorHandler: refusedRequest })
  const server = createServer(
    {
      requestTimeout: timeouts.requestMs,
      headersTimeout: timeouts.headersMs,
      keepAliveTimeout: timeouts.keepAliveMs,
      connectionsCheckingInterval: timeouts.checkMs,
      // The adapter refuses requests without a Host, with our headers.
      requireHostHeader: false,
    },
    (request, response) => void answer(request, response),
  )
  server.timeout = timeouts.idleMs
  refuseUnreadable(server)
  let underWay = 0
  server.on('request', (_, response) => {
    underWay += 1
    response.once('close', () => (underWay -= 1))
  })
  return {
    server,
    /** Accepts no more connections, waits for open requests, then cuts off the rest. Idempotent. */
    drain: () => drain(server, () => underWay),
  }
}

/** @returns the port. @throws StartProblem */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch (error) {
    switch (errorCode(error)) {
      case 'EADDRINUSE':
        throw new StartProblem(
          `PORT: ${port} on ${host} is in use by another program; it must be a free port.`,
        )
      case 'EACCES':
        throw new StartProblem(
          `PORT: ${port} may not be used by this user; it must be one above 1023.`,
        )
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
      case 'EINVAL':
      case 'EAFNOSUPPORT': // An IPv6 address on a machine without IPv6.
        throw new StartProblem(
          `HOST: "${host}" is no address of this machine; it must be one, like 127.0.0.1 or 0.0.0.0.`,
        )
      default:
        throw error
    }
  }
}

async function drain(server: Server, underWay: () => number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // Browsers keep unused connections open, which Node does not count as idle.
  const closeUnused = () => {
    if (underWay() === 0) server.closeAllConnections()
    else server.closeIdleConnections()
  }
  const looking = setInterval(closeUnused, CLOSE_IDLE_EVERY_MS)
  const cutting = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  closeUnused()
  await closed
  clearInterval(looking)
  clearTimeout(cutting)
}
