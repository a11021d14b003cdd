/** Which language the documents, the worker and the manifest are in, and the pushes of a device. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { LANGUAGES } from '../../../protocol/languages.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import { pushMessage } from '../../../protocol/push.ts'
import { pushTextsIn } from '../../../push-server/push/texts/push-texts.ts'
import { dataOf, pushRoom, subscriptionOf } from '../../support/push-room.ts'
import { startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'

const importMapOf = (tag: string) => `{"imports":{"texts/call":"/assets/call.${tag}-1.js"}}`

/** A built app that says nothing but its language. */
function builtApp(): string {
  const folder = tempDir()
  mkdirSync(join(folder, 'assets'))
  for (const { tag } of LANGUAGES) {
    const document = `<html lang="${tag}"><script type="importmap">${importMapOf(tag)}</script>`
    writeFileSync(join(folder, `index.${tag}.html`), document)
    writeFileSync(join(folder, `call.${tag}.html`), document)
    writeFileSync(join(folder, `worker.${tag}.js`), `// lang="${tag}"`)
    writeFileSync(join(folder, `manifest.${tag}.webmanifest`), `{"is":'lang="${tag}"'}`)
  }
  return folder
}

const startApp = () => startServer({ pwaFolder: builtApp() })

async function languageAt(address: string, headers: Record<string, string>) {
  const response = await fetch(address, { headers })
  const tag = /lang="([\w-]+)"/.exec(await response.text())?.[1]
  return { tag, response }
}

describe('what a browser without a session gets', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.4, pt;q=0.9', 'pt-BR'],
    ['nl, ar-EG;q=0.5', 'ar'],
    ['zh-TW, ja;q=0.8', 'zh-Hans'],
    ['nl', 'en'],
    ['de;q=0, *', 'en'],
    [',;q=,,', 'en'],
    ['', 'en'],
  ])('for Accept-Language %o is in %s', async (wanted, tag) => {
    const server = await startApp()
    for (const path of [
      '/',
      '/sign-in',
      '/call/new?to=ada',
      '/worker.js',
      '/manifest.webmanifest',
    ]) {
      const found = await languageAt(`${server.local}${path}`, { 'Accept-Language': wanted })
      expect([path, found.tag]).toEqual([path, tag])
      expect(found.response.headers.get('Vary')).toContain('Accept-Language, Cookie')
    }
  })

  it('may run the import map of its document, and no other inline script', async () => {
    const server = await startApp()
    for (const path of ['/', '/no-such-page', '/index.ja.html']) {
      const { tag, response } = await languageAt(`${server.local}${path}`, {
        Accept: 'text/html',
        'Accept-Language': 'ja',
      })
      const hash = createHash('sha256').update(importMapOf('ja')).digest('base64')
      expect(tag).toBe('ja')
      const policy = response.headers.get('Content-Security-Policy')
      expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`)
      // A browser that has the document takes over the headers of the answer that it is still right.
      const again = await fetch(`${server.local}/`, {
        headers: { 'Accept-Language': 'ja', 'If-None-Match': response.headers.get('ETag') ?? '' },
      })
      if (path === '/') {
        expect([again.status, again.headers.get('Content-Security-Policy')]).toEqual([304, policy])
      }
    }
  })

  it('is the worker that its page names', async () => {
    const server = await startApp()
    const ask = (query: string) =>
      languageAt(`${server.local}/worker.js?language=${query}`, { 'Accept-Language': 'it' })
    expect((await ask('de')).tag).toBe('de')
    expect((await ask('../../etc/passwd')).tag).toBe('it')
  })
})

describe('a choice', () => {
  it('holds for the browsers of the member until they sign out', async () => {
    const server = await startApp()
    const ada = await server.person('ada')
    const asked = { 'Accept-Language': 'fr' }
    expect((await ada.ask(api.session, { headers: asked })).data?.language).toBe('fr')
    const chosen = await ada.ask(profileApi.changeProfile, { body: { language: 'ar' } })
    expect(chosen.data?.language).toBe('ar')
    const [cookie = ''] = chosen.headers.getSetCookie()
    expect(cookie).toMatch(/^peal-language=ar; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/)
    const kept = cookie.split(';', 1)[0] ?? ''
    expect((await languageAt(`${server.local}/`, { ...asked, Cookie: kept })).tag).toBe('ar')

    // Another browser of hers learns it with its session.
    const other = await server.signIn('ada')
    const session = await other.ask(api.session, { headers: asked })
    expect(session.data).toMatchObject({ language: 'ar', member: { language: 'ar' } })
    expect(session.headers.getSetCookie()).toEqual([cookie])
    // One that has it already is not told again.
    const again = await ada.ask(api.session, { headers: { Cookie: `${ada.cookie}; ${kept}` } })
    expect(again.headers.getSetCookie()).toEqual([])

    const none = await ada.ask(profileApi.changeProfile, {
      body: { language: null },
      headers: { Cookie: `${ada.cookie}; ${kept}` },
    })
    expect(none.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^peal-language=; Max-Age=0/),
    ])
    const out = await ada.ask(api.signOut)
    expect(out.headers.getSetCookie()).toContainEqual(
      expect.stringMatching(/^peal-language=; Max-Age=0/),
    )
  })

  it('of a language that Peal does not speak is refused, and one in a cookie is ignored', async () => {
    const server = await startApp()
    const ada = await server.person('ada')
    const body = JSON.stringify({ language: 'tlh' })
    const refused = await ada.ask(profileApi.changeProfile, {
      bytes: new TextEncoder().encode(body),
    })
    expect([refused.status, refused.code]).toEqual([400, 'invalid'])
    const headers = { Cookie: 'peal-language=tlh', 'Accept-Language': 'it' }
    expect((await languageAt(`${server.local}/`, headers)).tag).toBe('it')
  })
})

it('pushes are written in the language of the pages of their device', async () => {
  const room = await pushRoom()
  const grace = await room.server.person('grace')
  const body = await subscriptionOf(room, grace)
  const told = await grace.ask(pushApi.subscribe, { body: { ...body, language: 'de' } })
  expect(told.data?.subscription?.language).toBe('de')
  const echo = await room.service.received(({ endpoint }) => endpoint === body.endpoint)
  expect(v.parse(pushMessage, JSON.parse(echo.text)).notification).toMatchObject({
    ...pushTextsIn('de').echo,
    lang: 'de',
    dir: 'ltr',
  })
  // Told again without a language, it stays.
  const again = await grace.ask(pushApi.subscribe, { body })
  expect(again.data?.subscription?.language).toBe('de')
  expect(dataOf(echo).kind).toBe('echo')
})
