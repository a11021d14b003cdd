import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { startServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'

/** The status that an upgrade gets. */
function upgrade(
  port: number,
  headers: Record<string, string>,
  path = '/signal',
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path,
      headers: {
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
        ...headers,
      },
    })
    asked.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('upgrade', (_, socket) => {
      socket.destroy()
      resolve(101)
    })
    asked.on('error', reject)
    asked.end()
  })
}

describe('cswsh: a socket with our cookie', () => {
  test('is refused to every other origin', async () => {
    const server = await startServer()
    const { cookie } = await server.person('ada')
    const { origin, port } = server
    const host = new URL(origin).host
    const foreign = [
      'https://evil.example',
      'null',
      `https://${host}`,
      `${origin}.evil`,
      `${origin}/`,
    ]
    for (const bad of foreign) {
      expect(await upgrade(port, { Cookie: cookie, Origin: bad })).toBe(403)
    }
    expect(await upgrade(port, { Cookie: cookie })).toBe(403)
    expect(await upgrade(port, { Cookie: cookie, Origin: origin })).toBe(101)
  })

  test('is refused without a session, and at any path but /signal', async () => {
    const server = await startServer()
    const { cookie } = await server.person('ada')
    const { origin, port } = server
    expect(await upgrade(port, { Origin: origin })).toBe(401)
    expect(await upgrade(port, { Origin: origin, Cookie: 'peal=wrong' })).toBe(401)
    expect(await upgrade(port, { Origin: origin, Cookie: cookie }, '/other')).toBe(404)
    expect(await upgrade(port, { Origin: origin, Cookie: cookie, Upgrade: 'h2c' })).not.toBe(101)
    const client = await SocketClient.open(server, { cookie })
    expect((await client.hello()).member.handle).toBe('ada')
  })
})
