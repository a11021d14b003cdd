/** Who may use the admin routes, checked for each of them. */
import { describe, expect, it } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import type { AnyRoute } from '../../../protocol/route.ts'
import { startServer } from '../../support/server.ts'

const routes = Object.entries<AnyRoute>(adminApi)
/** Parameters that exist nowhere: an admin gets another error than other members. */
const params = { handle: 'nobody', id: 'none' }

describe('the admin routes', () => {
  it('all have the same path prefix', () => {
    for (const [, { path }] of routes) expect(path).toMatch(/^\/api\/admin\//)
  })

  it.each(routes)('reject %s from members who are not admins', async (_, route) => {
    const server = await startServer()
    await server.member('root', 'Root', true)
    const grace = await server.person('grace')
    // Rejected before the body is checked.
    const refused = await grace.ask(route, { params })
    expect([refused.status, refused.code]).toEqual([403, 'forbidden'])
    const stranger = await server.ask(route, { params })
    expect([stranger.status, stranger.code]).toEqual([401, 'signed-out'])
    if (route.method === 'GET') return
    const root = await server.signIn('root')
    const headers = { Origin: 'https://evil.example' }
    expect((await root.ask(route, { params, headers })).code).toBe('wrong-origin')
  })

  it('accept admins on phones, and reject former admins', async () => {
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
