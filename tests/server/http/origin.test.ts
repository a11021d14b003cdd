import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { silentLog } from '../../../push-server/log.ts'
import { sendRaw } from '../../support/raw-http.ts'
import { startServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

describe('a request that changes something', () => {
  it.each([
    ['of another site', 'https://evil.example'],
    ['of another port', 'http://localhost:1'],
    ['of a page without an origin', 'null'],
    ['that sends no origin', undefined],
  ])('is refused from a page %s', async (_, origin) => {
    const server = await startServer()
    const ada = await server.person('ada')
    for (const [method, path] of [
      ['POST', '/api/sign-out'],
      ['PUT', '/api/me'],
      ['DELETE', '/api/me/photo'],
      ['POST', '/api/calls/x/leave'],
      ['POST', '/api/rings/x/decline'],
    ] as const) {
      const response = await fetch(`${server.local}${path}`, {
        method,
        headers: { Cookie: ada.cookie, ...(origin === undefined ? {} : { Origin: origin }) },
        body: method === 'DELETE' ? null : '{}',
      })
      expect(response.status).toBe(403)
      expect(await response.json()).toEqual({ error: { code: 'wrong-origin' } })
    }
    expect((await ada.ask(api.session)).status).toBe(200)
  })

  it('is accepted from Peal’s own page, whatever the content type of a beacon', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const answer = await ada.ask(profileApi.changeProfile, {
      body: { name: 'Ada' },
      headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
    })
    expect(answer.status).toBe(200)
  })
})

describe('a body', () => {
  const text = (body: string) => new TextEncoder().encode(body)

  it.each([
    ['not JSON', text('{'), 400, 'invalid'],
    ['not an object', text('[]'), 400, 'invalid'],
    ['null', text('null'), 400, 'invalid'],
    ['too long', text(JSON.stringify({ name: 'x'.repeat(20_000) })), 413, 'too-large'],
    ['nested too deeply', text('['.repeat(16_000)), 400, 'invalid'],
  ])('that is %s is refused', async (_, bytes, status, code) => {
    const server = await startServer()
    const answer = await server.ask(signInApi.signInByPassword, { bytes })
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  it('may have unknown fields', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const body = { name: 'Ada', admin: true, __proto__: { admin: true } }
    const answer = await ada.ask(profileApi.changeProfile, { body })
    expect(answer.data).toMatchObject({ name: 'Ada', admin: false })
  })

  it.each([
    ['breaks off', 'Content-Length: 99\r\n\r\n{'],
    ['has invalid chunks', 'Transfer-Encoding: chunked\r\n\r\n5\r\n{}\r\nZZ\r\n'],
  ])('that %s is not logged as an error', async (_, rest) => {
    const told: string[] = []
    const errors: unknown[] = []
    const server = await startServer({
      log: {
        ...silentLog,
        debug: ({ route }) => void told.push(String(route)),
        error: (fields) => void errors.push(fields),
      },
    })
    const head = `POST /api/sign-in/password HTTP/1.1\r\nHost: peal\r\nOrigin: ${server.origin}\r\n`
    await sendRaw(server.port, head + rest, 'close')
    await until('the request is over', () => told.includes('/api/sign-in/password'))
    expect(errors).toEqual([])
  })
})

describe('attack: a request with U+0000', () => {
  it('is refused, whether it stands in the body or in the path', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const named = await ada.ask(profileApi.changeProfile, { body: { name: 'a\0b' } })
    expect([named.status, named.code, named.field]).toEqual([400, 'invalid', 'name'])
    const searched = await ada.ask(api.search, { body: { q: 'a\0b' } })
    expect([searched.status, searched.code]).toEqual([404, 'not-found'])
    const asked = await ada.ask(api.contact, { params: { handle: 'a\0b' } })
    expect([asked.status, asked.code]).toEqual([404, 'not-found'])
  })
})
