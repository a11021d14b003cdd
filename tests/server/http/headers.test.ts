import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { pngOf } from '../../support/pictures.ts'
import { startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'

const HTTPS = 'https://peal.example.org'

/** A minimal built app. */
function builtApp(): string {
  const folder = tempDir()
  mkdirSync(join(folder, 'assets'))
  const files = {
    'index.en.html': '<!doctype html><title>Peal</title>',
    'index.en.html.br': 'compressed shell',
    'call.en.html': '<!doctype html><title>Peal: call</title>',
    'worker.en.js': '// worker',
    'manifest.en.webmanifest': '{}',
    'assets/app-D3adB33f.js': '// app',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

const PATHS = [
  '/',
  '/contacts/ada.lovelace',
  '/sign-in',
  '/join',
  '/join/token',
  '/call/new?to=ada',
  '/assets/app-D3adB33f.js',
  '/assets/gone.js',
  '/worker.js',
  '/healthz',
  '/readyz',
  '/api/session',
  '/api/nothing',
  '/api/openapi.json',
  '/api/asyncapi.json',
  '/signal',
  '/no-such-page',
  '/../package.json',
]

function directives(policy: string | null): Map<string, string> {
  return new Map(
    (policy ?? '').split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ')
      return [name, values.join(' ')]
    }),
  )
}

describe('headers', () => {
  it.each(PATHS)('are on the response to %s', async (path) => {
    const settings = { origin: HTTPS }
    const server = await startServer({ pwaFolder: builtApp(), settings })
    const { headers } = await fetch(`${server.local}${path}`)
    const policy = directives(headers.get('Content-Security-Policy'))
    expect(policy.get('script-src')).toBe("'self'")
    expect(policy.get('frame-ancestors')).toBe("'none'")
    expect(policy.get('object-src')).toBe("'none'")
    expect(policy.get('base-uri')).toBe("'none'")
    expect(headers.get('Permissions-Policy')).toContain('camera=(self), display-capture=(self)')
    expect(headers.get('Permissions-Policy')).toContain('microphone=(self)')
    expect(headers.get('Permissions-Policy')).toContain('geolocation=()')
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(headers.get('Referrer-Policy')).toBe('same-origin')
    expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}/)
    expect(headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  it('are on errors and refusals, also of requests for photos', async () => {
    const server = await startServer()
    const { cookie } = await server.person('ada')
    for (const answer of [
      await server.ask(api.invite),
      await server.ask(api.signOut, { headers: { Origin: 'https://evil.example' } }),
      await server.ask(signInApi.join, { bytes: new TextEncoder().encode('{') }),
      await fetch(`${server.local}/api/photos/ada/none`),
      await fetch(`${server.local}/api/photos/ada/none`, { headers: { Cookie: cookie } }),
    ]) {
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.headers.get('X-Frame-Options')).toBe('DENY')
      expect(answer.headers.get('Content-Security-Policy')).toContain("script-src 'self'")
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
    }
  })

  it('are on photos, whose policy allows nothing', async () => {
    const server = await startServer({ settings: { origin: HTTPS } })
    const ada = await server.person('ada')
    const set = await ada.ask(profileApi.setPhoto, { bytes: new Uint8Array(pngOf(10, 10)) })
    const address = `${server.local}${set.data?.photo ?? ''}`
    const photo = await fetch(address, { headers: { Cookie: ada.cookie } })
    expect([photo.status, photo.headers.get('Content-Type')]).toEqual([200, 'image/png'])
    expect([...directives(photo.headers.get('Content-Security-Policy'))]).toEqual([
      ['default-src', "'none'"],
      ['frame-ancestors', "'none'"],
      ['sandbox', ''],
    ])
    expect(photo.headers.get('X-Frame-Options')).toBe('DENY')
    expect(photo.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(photo.headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin')
    expect(photo.headers.get('Permissions-Policy')).toContain('geolocation=()')
    expect(photo.headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}/)
  })

  it('are on a refused upgrade', async () => {
    const server = await startServer()
    const asking = request(`${server.local}/signal`, {
      headers: { Connection: 'Upgrade', Upgrade: 'websocket', Origin: 'https://evil.example' },
    })
    asking.end()
    const [response] = (await once(asking, 'response')) as [IncomingMessage]
    response.resume()
    expect(response.statusCode).toBe(403)
    expect(response.headers['x-content-type-options']).toBe('nosniff')
    expect(response.headers['content-security-policy']).toContain("frame-ancestors 'none'")
  })

  it('include HSTS only on https', async () => {
    const server = await startServer()
    const { headers } = await fetch(`${server.local}/healthz`)
    expect(headers.get('Strict-Transport-Security')).toBeNull()
  })

  it('set a cookie that only requests of this host’s pages send and no script can read', async () => {
    const client = { kind: 'desktop', maxTouchPoints: 0 } as const
    for (const [origin, form] of [
      [null, /^peal(-known)?=[\w.-]{43,}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/],
      [
        HTTPS,
        /^__Host-peal(-known)?=[\w.-]{43,}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ],
    ] as const) {
      const server = await startServer({ settings: { origin } })
      await server.member('ada')
      const body = { token: await server.signInToken('ada'), client }
      const answer = await server.ask(signInApi.signInByLink, { body })
      const cookies = answer.headers.getSetCookie()
      expect(cookies).toHaveLength(2)
      for (const cookie of cookies) expect(cookie).toMatch(form)
      expect(cookies[0]).toMatch(/peal=[\w-]{43}; Max-Age=7776000;/)
      expect(cookies[1]).toMatch(/peal-known=/)
      expect((await server.device(answer).ask(api.session)).status).toBe(200)
    }
  })
})

describe('the built app', () => {
  it('revalidates the shell at its pages and caches hashed files for ever', async () => {
    const server = await startServer({ pwaFolder: builtApp() })
    const get = (path: string, headers = {}) => fetch(`${server.local}${path}`, { headers })
    const shell = '<!doctype html><title>Peal</title>'
    const ofCalls = '<!doctype html><title>Peal: call</title>'
    for (const [path, text] of [
      ...['/', '/contacts/ada.lovelace', '/settings', '/admin'].map((path) => [path, shell]),
      ...['/call/abc?x=1', '/call/new?to=ada'].map((path) => [path, ofCalls]),
    ] as const) {
      const page = await get(path ?? '')
      expect([page.status, await page.text()]).toEqual([200, text])
      expect(page.headers.get('Cache-Control')).toBe('no-cache')
      expect(page.headers.get('Content-Type')).toContain('text/html')
    }
    const asset = await get('/assets/app-D3adB33f.js')
    expect(asset.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    for (const path of ['/worker.js', '/manifest.webmanifest']) {
      const file = await get(path)
      expect(file.headers.get('Cache-Control')).toBe('no-cache')
      const again = await get(path, { 'If-None-Match': file.headers.get('ETag') ?? '' })
      expect(again.status).toBe(304)
    }
  })

  it('is sent compressed to clients that accept it', async () => {
    const server = await startServer({ pwaFolder: builtApp() })
    const response = await fetch(`${server.local}/`, { headers: { 'Accept-Encoding': 'br' } })
    expect(response.headers.get('Content-Encoding')).toBe('br')
    expect(response.headers.get('Vary')).toContain('Accept-Encoding')
  })

  it('answers unknown paths with 404, with the shell for people and JSON for programs', async () => {
    const server = await startServer({ pwaFolder: builtApp() })
    const html = { Accept: 'text/html,*/*' }
    const page = await fetch(`${server.local}/no-such-page`, { headers: html })
    expect([page.status, await page.text()]).toEqual([404, '<!doctype html><title>Peal</title>'])
    for (const path of ['/api/nothing', '/assets/gone.js', '/%2e%2e/package.json']) {
      const missing = await fetch(`${server.local}${path}`, { headers: html })
      if (!path.includes('%')) {
        expect(await missing.json()).toEqual({ error: { code: 'not-found' } })
      }
      expect(missing.status).toBe(404)
    }
  })

  it('tells whoever asks for a WebSocket without an upgrade that it needs one', async () => {
    const server = await startServer()
    const answer = await fetch(`${server.local}/signal`)
    expect([answer.status, await answer.json()]).toEqual([426, { error: { code: 'no-upgrade' } }])
  })

  it.each(['/api/openapi.json', '/api/asyncapi.json'])(
    'describes itself to anybody at %s, to be cached for an hour',
    async (path) => {
      const server = await startServer({ settings: { origin: HTTPS } })
      const get = (headers = {}) => fetch(`${server.local}${path}`, { headers })
      const first = await get()
      expect([first.status, first.headers.get('Content-Type')]).toEqual([200, 'application/json'])
      expect(first.headers.get('Cache-Control')).toBe('public, max-age=3600')
      const text = await first.text()
      expect(JSON.parse(text)).toMatchObject({ info: { version: expect.stringMatching(/^\d/) } })
      expect(text).toContain('"name":"__Host-peal"')
      const etag = first.headers.get('ETag') ?? ''
      expect((await get({ 'If-None-Match': etag })).status).toBe(304)
      expect((await get({ 'If-None-Match': '"another"' })).status).toBe(200)
    },
  )

  it('answers /healthz for monitoring', async () => {
    const server = await startServer()
    const response = await fetch(`${server.local}/healthz`)
    expect([response.status, await response.json()]).toEqual([200, { ok: true }])
  })
})
