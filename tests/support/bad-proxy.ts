/** A reverse proxy before Peal that does what it should not, or leaves out what it should do. */
import { readFileSync } from 'node:fs'
import { createServer, request, type IncomingHttpHeaders } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { pipeline } from 'node:stream'
import type { Certificate } from './certificates.ts'

interface Habits {
  /** It speaks https. */
  readonly certificate?: Certificate
  /** What it does with WebSockets; by default it passes them on. */
  readonly upgrades?: 'as-requests' | 'hang' | 'reset' | 'ask-for-a-password' | 'without-origin'
  /** A header that it takes out, both ways. */
  readonly strips?: string
  /** It passes nothing on, but answers everything by itself. */
  readonly answersAll?: string
  /** The `Host` that it sends; by default the one that it got. */
  readonly host?: string
  /** Says whence requests come; a text: says that instead of the truth, where `client` stands for it. */
  readonly forwards?: boolean | string
}

/** @returns where it listens, and a function that names the server behind it */
export async function startBadProxy(habits: Habits) {
  const { certificate, upgrades, host, forwards = false, strips = '', answersAll } = habits
  let behind = 0
  const pair = certificate && {
    cert: readFileSync(certificate.cert),
    key: readFileSync(certificate.key),
  }
  const server = pair === undefined ? createServer() : createHttpsServer(pair)
  const stripped = ({ [strips]: _, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders =>
    headers
  const said = (client: string) =>
    typeof forwards === 'string' ? forwards.replace('client', client) : client
  const passOn = (from: IncomingMessage) => {
    const headers: IncomingHttpHeaders = {
      ...stripped(from.headers),
      ...(host !== undefined && { host }),
      ...(forwards !== false && { 'x-forwarded-for': said(from.socket.remoteAddress ?? '') }),
    }
    const isUpgrade = headers.upgrade !== undefined
    if (isUpgrade && upgrades === 'as-requests') {
      delete headers.upgrade
      headers.connection = 'close'
    }
    if (isUpgrade && upgrades === 'without-origin') delete headers.origin
    return request({
      host: '127.0.0.1',
      port: behind,
      method: from.method,
      path: from.url,
      headers,
    })
  }
  server.on('request', (from, to) => {
    if (answersAll !== undefined) {
      to.end(answersAll)
      return
    }
    const asking = passOn(from)
    asking.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 502, stripped(answer.headers))
      pipeline(answer, to, () => undefined)
    })
    asking.on('error', () => to.destroy())
    pipeline(from, asking, () => undefined)
  })
  server.on('upgrade', (from, socket) => {
    socket.on('error', () => undefined)
    if (upgrades === 'hang') return
    if (upgrades === 'reset') {
      socket.destroy()
      return
    }
    const own =
      upgrades === 'ask-for-a-password' ? '401 Unauthorized' : answersAll !== undefined && '200 OK'
    if (own !== false) {
      socket.end(`HTTP/1.1 ${own}\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    const asking = passOn(from)
    const answered = (answer: IncomingMessage, body: string) => {
      const lines = Object.entries(stripped(answer.headers)).map(
        ([name, value]) => `${name}: ${String(value)}`,
      )
      const head = `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`
      socket.write(`${[head, ...lines].join('\r\n')}\r\n\r\n${body}`)
    }
    asking.on('upgrade', (answer, other) => {
      answered(answer, '')
      socket.on('error', () => other.destroy())
      other.on('error', () => socket.destroy())
      other.pipe(socket).pipe(other)
    })
    asking.on('response', (answer) => {
      answer.resume()
      answered(answer, '')
      socket.end()
    })
    asking.on('error', () => socket.destroy())
    asking.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const scheme = certificate === undefined ? 'http' : 'https'
  return {
    origin: `${scheme}://localhost:${port}`,
    before: (port_: number) => void (behind = port_),
  }
}
