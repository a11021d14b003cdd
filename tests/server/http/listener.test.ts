import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createListener, listen } from '../../../push-server/http/listener.ts'
import type { Fetch, Timeouts } from '../../../push-server/http/listener.ts'
import { sendRaw } from '../../support/raw-http.ts'
import { startServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

/** Timeouts that do not expire during a test. */
const LONG: Timeouts = {
  requestMs: 3_600_000,
  headersMs: 3_600_000,
  idleMs: 3_600_000,
  keepAliveMs: 3_600_000,
  checkMs: 20,
}
const HEAD = 'POST / HTTP/1.1\r\nHost: peal\r\n'

interface Listening {
  readonly port: number
  readonly server: Server
}

async function listening(fetch: Fetch, patience: Partial<Timeouts>): Promise<Listening> {
  const { server, drain } = createListener(fetch, { ...LONG, ...patience })
  onTestFinished(drain)
  await listen(server, 0, '127.0.0.1')
  return { port: (server.address() as AddressInfo).port, server }
}

/** Whether the server has no open connection. */
function isAlone(server: Server): Promise<boolean> {
  return new Promise((resolve) =>
    server.getConnections((error, count) => resolve(error === null && count === 0)),
  )
}

const readWhole: Fetch = async (request) => new Response(await request.text())

describe('slow-http: a slow connection', () => {
  it('is closed if the head of its request does not arrive', async () => {
    const { port } = await listening(readWhole, { headersMs: 100 })
    for (const begun of ['', 'G', HEAD]) expect((await sendRaw(port, begun)).status).toBe(408)
  })

  it('is closed if the body of its request does not arrive', async () => {
    const { port } = await listening(readWhole, { headersMs: 50, requestMs: 100 })
    expect((await sendRaw(port, `${HEAD}Content-Length: 9\r\n\r\nhalf`)).status).toBe(408)
  })

  it('is closed if it does not read the response', async () => {
    const endless: Fetch = () =>
      new Response(
        new ReadableStream({
          pull: (controller) => controller.enqueue(new Uint8Array(1_048_576)),
        }),
      )
    const { port, server } = await listening(endless, { idleMs: 100 })
    const socket = connect(port, '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.on('error', () => undefined)
    socket.write('GET / HTTP/1.1\r\nHost: peal\r\n\r\n')
    await new Promise((resolve) => socket.once('readable', resolve))
    await until('the server has cut it off', () => isAlone(server))
  })

  it('stays open while the server takes long to answer', async () => {
    let arrive: () => void = () => undefined
    const arrived = new Promise<void>((resolve) => (arrive = resolve))
    let finish: () => void = () => undefined
    const finished = new Promise<void>((resolve) => (finish = resolve))
    const slow: Fetch = async (request) => {
      if (request.method === 'POST') return new Response(await request.text())
      arrive()
      await finished
      return new Response('late')
    }
    const { port, server } = await listening(slow, {})
    const asking = sendRaw(port, 'GET / HTTP/1.1\r\nHost: peal\r\nConnection: close\r\n\r\n')
    // The limits are short only from now on: a busy machine may take longer to read the request.
    await arrived
    server.headersTimeout = 50
    server.requestTimeout = 100
    // A later request that does not arrive completely is cut off after the request timeout.
    expect((await sendRaw(port, `${HEAD}Content-Length: 9\r\n\r\nhalf`)).status).toBe(408)
    finish()
    const answer = await asking
    expect([answer.status, answer.text.endsWith('late')]).toEqual([200, true])
  })
})

describe('headers: a request that reaches no route gets the strictest policies', () => {
  it.each([
    ['bytes that are not HTTP', 'GARBAGE\r\n\r\n', 400],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['an invalid Host', 'GET / HTTP/1.1\r\nHost: a/b?c\r\nConnection: close\r\n\r\n', 400],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    [
      'two lengths of the body',
      `${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
      400,
    ],
    ['too long a head', `${HEAD}X: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an unknown expectation', `${HEAD}Expect: more\r\nConnection: close\r\n\r\n`, 417],
  ])('with %s', async (_, bytes, status) => {
    const { port } = await startServer()
    const answer = await sendRaw(port, bytes)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('X-Frame-Options')).toBe('DENY')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(answer.headers.get('Cache-Control')).toBe('no-store')
  })

  it('with an invalid WebSocket handshake', async () => {
    const server = await startServer()
    const { cookie } = await server.person('ada')
    const head = `Host: peal\r\nOrigin: ${server.origin}\r\nCookie: ${cookie}\r\nConnection: Upgrade\r\n`
    for (const [start, more] of [
      ['POST', 'Upgrade: websocket\r\nContent-Length: 0\r\n'],
      ['GET', 'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n'],
    ] as const) {
      const answer = await sendRaw(server.port, `${start} /signal HTTP/1.1\r\n${head}${more}\r\n`)
      expect(answer.status).toBe(400)
      expect(answer.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
      expect(answer.text.endsWith('\r\n\r\n')).toBe(true)
    }
  })
})

describe('a request that offers another protocol, such as HTTP/2', () => {
  const offer =
    'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n'

  it.each([
    ['/healthz', 200],
    ['/api/session', 401],
    ['/nowhere', 404],
  ])('is answered as if it had not: %s', async (path, status) => {
    const server = await startServer()
    const answer = await sendRaw(server.port, `GET ${path} HTTP/1.1\r\nHost: peal\r\n${offer}\r\n`)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Connection')).toBe('close')
    expect(answer.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  })

  it('is refused with a body, which cannot be read any more', async () => {
    const server = await startServer()
    const head = `POST /api/sign-in/link HTTP/1.1\r\nHost: peal\r\n${offer}`
    const answer = await sendRaw(server.port, `${head}Content-Length: 2\r\n\r\n{}`)
    expect(answer.status).toBe(400)
  })
})
