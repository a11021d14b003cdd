/** A reverse proxy before Peal that does what it should not, or leaves out what it should do. */
import { createServer, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { pipeline } from 'node:stream'

interface Habits {
  /** Passes on WebSockets. */
  readonly upgrades?: boolean
  /** The `Host` that it sends; by default the one that it got. */
  readonly host?: string
  /** Says whence requests come. */
  readonly forwards?: boolean
}

/** @returns where it listens, and a function that names the server behind it */
export async function startBadProxy({ upgrades = true, host, forwards = false }: Habits) {
  let behind = 0
  const server = createServer()
  const passOn = (from: IncomingMessage, withoutUpgrade = false) => {
    const headers = {
      ...from.headers,
      ...(host !== undefined && { host }),
      ...(forwards && { 'x-forwarded-for': from.socket.remoteAddress ?? '' }),
    }
    if (withoutUpgrade) {
      delete headers.upgrade
      headers.connection = 'close'
    }
    return request({
      host: '127.0.0.1',
      port: behind,
      method: from.method,
      path: from.url,
      headers,
    })
  }
  server.on('request', (from, to) => {
    const asking = passOn(from)
    asking.on('response', (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      pipeline(answer, to, () => undefined)
    })
    asking.on('error', () => to.destroy())
    pipeline(from, asking, () => undefined)
  })
  server.on('upgrade', (from, socket) => {
    const asking = passOn(from, !upgrades)
    const answered = (answer: IncomingMessage, body: string) => {
      const lines = Object.entries(answer.headers).map(
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
  return { origin: `http://localhost:${port}`, before: (port_: number) => void (behind = port_) }
}
