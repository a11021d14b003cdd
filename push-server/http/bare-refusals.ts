/**
 * Responses to requests that reach no route: not HTTP, too long, too slow, or with an invalid URL. Node and
 * its adapter would send them without security headers; here they get the strictest ones.
 */
import { RequestError } from '@hono/node-server'
import { STATUS_CODES, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** For responses without a body: nothing may load, and no page may frame them. */
const BARE_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
} as const

/** HTTP statuses of Node's parser errors; all others are 400. */
const STATUS_BY_CODE: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}

/** The response to a request that the adapter cannot pass to the application. */
export function refusedRequest(error: unknown): Response {
  const status = error instanceof RequestError ? 400 : 500
  return new Response(null, { status, headers: BARE_HEADERS })
}

/** Answers requests that Node's parser rejects. */
export function refuseUnreadable(server: Server): void {
  /** The latest response of each connection: nothing may be written in the middle of it. */
  const begun = new WeakMap<Duplex, ServerResponse>()
  server.on('request', (request, response) => begun.set(request.socket, response))
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answer = begun.get(socket)
    const isAmid = answer?.headersSent === true && !answer.writableFinished
    if (socket.writable && !isAmid)
      socket.write(bareRefusal(STATUS_BY_CODE[error.code ?? ''] ?? 400))
    socket.destroy()
  })
  // An unknown expectation (RFC 9110, section 10.1.1).
  server.on('checkExpectation', (_, response) => response.writeHead(417, BARE_HEADERS).end())
}

/** A whole response as text; it closes the connection. */
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
