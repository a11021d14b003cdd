import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { request } from '../../../pwa/api/http.ts'

const ada = {
  handle: 'ada',
  name: 'Ada Lovelace',
  photo: null,
  favourite: false,
  blocked: false,
  lastCallAt: null,
}

/** A network that answers once, and what was asked of it. */
function network(answer: () => Response | Promise<Response>) {
  const asked: { url: string; init: RequestInit }[] = []
  const told: string[] = []
  return {
    asked,
    told,
    globals: {
      fetch: async (url: string | URL | Request, init: RequestInit = {}) => {
        if (typeof url !== 'string') throw new Error('asked by a path')
        asked.push({ url, init })
        return answer()
      },
      connection: {
        reached: () => void told.push('reached'),
        missed: () => void told.push('missed'),
        answeredFromCache: (at: number) => void told.push(`cache ${at}`),
      },
    },
  }
}
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })

describe('a request', () => {
  it('puts parameters into the path and the body of a GET into the query', async () => {
    const { globals, asked } = network(() => json({ items: [], next: null }))
    await request(
      api.history,
      { body: { filter: 'missed', with: undefined, before: 'a b' } },
      globals,
    )
    expect(asked[0]?.url).toBe('/api/calls?filter=missed&before=a+b')
    const one = network(() => json(ada))
    await request(api.contact, { params: { handle: 'a/../b' } }, one.globals)
    expect(one.asked[0]?.url).toBe('/api/contacts/a%2F..%2Fb')
  })

  it('sends JSON, or a file unchanged', async () => {
    const one = network(() => json(ada))
    await request(
      api.setFavourite,
      { params: { handle: 'ada' }, body: { favourite: true } },
      one.globals,
    )
    expect(one.asked[0]?.init.body).toBe('{"favourite":true}')
    const file = new Blob(['x'], { type: 'image/jpeg' })
    const two = network(() => json({}))
    await request(profileApi.setPhoto, { file }, two.globals)
    expect(two.asked[0]?.init.body).toBe(file)
    expect(two.asked[0]?.init.headers).toMatchObject({ 'content-type': 'image/jpeg' })
  })

  it('returns what the schema of the route has, and nothing else', async () => {
    const { globals, told } = network(() => json({ ...ada, secret: 1 }))
    const result = await request(api.contact, { params: { handle: 'ada' } }, globals)
    expect(result).toEqual({ ok: true, data: ada, cachedAt: null })
    expect(told).toEqual(['reached'])
  })

  it('fails when the answer does not match the schema', async () => {
    const { globals } = network(() => json({ handle: 'ada' }))
    const result = await request(api.contact, { params: { handle: 'ada' } }, globals)
    expect(result).toEqual({ ok: false, code: 'server' })
  })

  it('returns failures with their code, field and retry time', async () => {
    const error = { code: 'too-many-tries', retryMs: 5_000 }
    const { globals } = network(() => json({ error }, 429))
    expect(await request(api.session, {}, globals)).toEqual({ ok: false, ...error })
    const odd = network(() => json({ error: { code: 'unheard-of' } }, 500))
    expect(await request(api.session, {}, odd.globals)).toEqual({ ok: false, code: 'server' })
  })

  it('fails as offline when the server does not answer, and reports it', async () => {
    const { globals, told } = network(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await request(api.session, {}, globals)).toEqual({ ok: false, code: 'offline' })
    expect(told).toEqual(['missed'])
  })

  it('says when the answer came from the cache', async () => {
    const { globals, told } = network(() => json(ada, 200, { 'x-peal-cached-at': '1234' }))
    const result = await request(api.contact, { params: { handle: 'ada' } }, globals)
    expect(result).toMatchObject({ ok: true, cachedAt: 1234 })
    expect(told).toEqual(['cache 1234'])
  })

  it('fails when the answer is a page of something other than Peal', async () => {
    const { globals } = network(() => new Response('<html>Bad gateway</html>', { status: 502 }))
    expect(await request(api.session, {}, globals)).toMatchObject({ ok: false })
  })
})
