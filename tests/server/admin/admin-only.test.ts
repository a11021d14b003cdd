/** Who may ask what administrators ask: over every route that there is. */
import { describe, expect, it } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import type { AnyRoute } from '../../../push-server/http/routes.ts'
import { startServer } from '../../support/server.ts'

const routes = Object.entries<AnyRoute>(adminApi)
/** Of nobody and nothing: whoever is let in learns so. */
const params = { handle: 'nobody', id: 'none' }

describe('the routes of administrators', () => {
  it('are all beneath one address', () => {
    for (const [, { path }] of routes) expect(path).toMatch(/^\/api\/admin\//)
  })

  it.each(routes)('%s is for admins alone', async (_, route) => {
    const server = await startServer()
    await server.member('root', 'Root', true)
    const grace = await server.person('grace')
    // Refused before it is read whether there is sense in the body.
    const refused = await grace.ask(route, { params })
    expect([refused.status, refused.code]).toEqual([403, 'forbidden'])
    const stranger = await server.ask(route, { params })
    expect([stranger.status, stranger.code]).toEqual([401, 'signed-out'])
    if (route.method === 'GET') return
    const root = await server.signIn('root')
    const headers = { Origin: 'https://evil.example' }
    expect((await root.ask(route, { params, headers })).code).toBe('wrong-origin')
  })

  it('let an admin in on a phone, and nobody who is no admin any more', async () => {
    const server = await startServer()
    await server.member('root', 'Root', true)
    const root = await server.signIn('root')
    const phone = await server.person('ada', { kind: 'mobile', admin: true })
    expect((await phone.ask(adminApi.members)).status).toBe(200)
    expect((await phone.ask(adminApi.settings)).status).toBe(200)
    const ada = { params: { handle: 'ada' }, body: { admin: false } }
    expect((await root.ask(adminApi.setAdmin, ada)).data?.admin).toBe(false)
    expect((await phone.ask(adminApi.members)).code).toBe('forbidden')
  })
})
