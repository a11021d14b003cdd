/**
 * Refusals that come before any route: of what is no HTTP, too long, too slow, or no address of
 * ours. Node and its adapter give them by themselves, without a policy; here they get the strictest.
 */
import { RequestError } from '@hono/node-server'
import { STATUS_CODES } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** For a response without a body: it shows nothing, loads nothing and stands in no frame. */
const BARE_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
} as const

/** Node's codes of what it could not read, as statuses; all else is 400. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** The adapter's answer to a request that it cannot hand on. */
export function refusedRequest(error: unknown): Response {
  const status = error instanceof RequestError ? 400 : 500
  return new Response(null, { status, headers: BARE_HEADERS })
}

/** Answers what Node's parser gives up on. */
export function refuseUnreadable(server: Server): void {
  /** The last answer begun on each connection: a refusal must not land in the middle of it. */
  const begun = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (request, response) => begun.set(request.socket, response))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = begun.get(socket)
    const isAmid = answer?.headersSent === true && !answer.writableFinished
    if (socket.writable && !isAmid)
      socket.write(bareRefusal(STATUS_BY_CODE[error.code ?? ''] ?? 400))
    socket.destroy()
  })
  // An expectation that nobody knows (RFC 9110, section 10.1.1).
  server.on('checkExpectation', (_, response) => response.writeHead(417, BARE_HEADERS).end())
}

/** A whole response as bytes on the wire; the connection ends with it. */
export function bareRefusal(
  status: number,
  headers: Readonly<Record<string, string>> = BARE_HEADERS,
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    'Connection: close',
    'Content-Length: 0',
    ...lines,
    '\r\n',
  ].join('\r\n')
}
