import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { launch } from '../../support/launched.ts'
import { ask, cookieOf, startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
/** Ten seconds are promised, but a silent connection must not take all of them. */
const LIMIT_MS = 5_000

describe('drain', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s closes sockets with 1001 and exits 0 within ten seconds',
    async (signal) => {
      const folder = tempDir()
      const peal = await launch([], { PEAL_DATA: folder, PORT: '0' })
      const [, origin = ''] = await peal.line(/^Peal is listening on (\S+)$/m)
      const [, token = ''] = await peal.line(/join#(\S+)$/m)
      const body = { token, handle: 'ada', name: 'Ada', password: null, client }
      const cookie = cookieOf((await ask(origin, signInApi.join, { body })).headers)
      const socket = new WebSocket(`${origin.replace('http', 'ws')}/signal`, {
        headers: { Cookie: cookie, Origin: origin },
      })
      const closed = new Promise<number>((resolve) => socket.on('close', resolve))
      await new Promise((resolve) => socket.once('open', resolve))
      // Neither a keep-alive connection nor a silent one delays the stop.
      const silent = connect(Number(new URL(origin).port), '127.0.0.1')
      silent.on('error', () => undefined)
      await new Promise<void>((resolve) => silent.once('connect', () => resolve()))
      const started = performance.now()
      const { code } = await peal.end(signal)
      expect(await closed).toBe(1001)
      expect(code).toBe(0)
      expect(performance.now() - started).toBeLessThan(LIMIT_MS)
      expect(existsSync(join(folder, 'peal.sock'))).toBe(false)
      silent.destroy()
    },
  )

  it('lets an open request finish', async () => {
    const server = await startServer()
    await server.member('ada')
    const body = JSON.stringify({ token: await server.signInToken('ada') })
    const asking = request(`${server.local}/api/links/look`, {
      method: 'POST',
      headers: { Origin: server.origin, 'Content-Length': body.length, Expect: '100-continue' },
    })
    const answered = once(asking, 'response') as Promise<[IncomingMessage]>
    asking.flushHeaders()
    // The server has the beginning of the request when it is told to stop.
    await once(asking, 'continue')
    const stopped = server.peal.stop()
    asking.end(body)
    const [response] = await answered
    expect(response.statusCode).toBe(200)
    expect(JSON.parse(await text(response))).toMatchObject({ name: 'ada' })
    await stopped
    await expect(fetch(server.local)).rejects.toThrow()
  })
})
