import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import type { TestServer } from '../../support/server.ts'
import { startServer, TestClock } from '../../support/server.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const DAY_MS = 86_400_000

function join(server: TestServer, token: string, handle: string, more = {}) {
  const body = { token, handle, name: handle.toUpperCase(), password: null, client, ...more }
  return server.ask(signInApi.join, { body })
}

/** The token of the setup link or of an invitation. */
function tokenOf(url: string | null | undefined): string {
  return new URL(url ?? '').hash.slice(1)
}

describe('the first admin', () => {
  it('joins once by the link that the start makes', async () => {
    const server = await startServer()
    const token = tokenOf(server.peal.setupUrl)
    expect(server.peal.setupUrl).toBe(`${server.origin}/join#${token}`)
    const look = await server.ask(signInApi.lookAtLink, { body: { token } })
    expect(look.data).toEqual({ kind: 'setup', name: null, device: null })
    const joined = await join(server, token, 'ada')
    expect(joined.data?.member).toMatchObject({ handle: 'ada', name: 'ADA', admin: true })
    expect((await join(server, token, 'eve')).code).toBe('link-used')
  })

  it('cannot join by the link once there is an admin, however they were added', async () => {
    const server = await startServer()
    const token = tokenOf(server.peal.setupUrl)
    await server.member('grace', 'Grace', true)
    expect((await server.ask(signInApi.lookAtLink, { body: { token } })).code).toBe('link-used')
    expect((await join(server, token, 'ada')).code).toBe('link-used')
  })

  it('has 15 minutes to join', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    clock.advance(15 * 60_000)
    expect((await join(server, tokenOf(server.peal.setupUrl), 'ada')).code).toBe('link-used')
  })

  it('is only one person if two use the link at the same time', async () => {
    const server = await startServer()
    const token = tokenOf(server.peal.setupUrl)
    const all = await Promise.all(['ada', 'eve', 'mallory'].map((one) => join(server, token, one)))
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await server.peal.people.listMembers()).toHaveLength(1)
  })
})

describe('an invitation', () => {
  it('can be made by admins only', async () => {
    const server = await startServer()
    const member = await server.person('grace')
    const answer = await member.ask(api.invite)
    expect([answer.status, answer.code]).toEqual([403, 'forbidden'])
    expect((await server.ask(api.invite)).code).toBe('signed-out')
  })

  it('lets one person join within seven days, not as an admin', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    const admin = await server.person('ada', { admin: true })
    const invited = await admin.ask(api.invite)
    expect(invited.data?.expiresAt).toBe(clock.now() + 7 * DAY_MS)
    const token = tokenOf(invited.data?.url)
    const second = tokenOf((await admin.ask(api.invite)).data?.url)
    clock.advance(7 * DAY_MS - 1)
    const joined = await join(server, token, 'grace', { password: 'correct horse battery' })
    expect(joined.data?.member).toMatchObject({ handle: 'grace', admin: false, hasPassword: true })
    expect((await server.device(joined).ask(api.home)).data?.total).toBe(1)
    expect((await join(server, token, 'eve')).code).toBe('link-used')
    clock.advance(1)
    expect((await join(server, second, 'eve')).code).toBe('link-used')
  })

  it('stays valid if the handle is taken, in upper or lower case', async () => {
    const server = await startServer()
    const token = tokenOf(server.peal.setupUrl)
    await server.member('grace')
    const taken = await join(server, token, 'GRACE')
    expect([taken.status, taken.code, taken.field]).toEqual([409, 'handle-taken', 'handle'])
    expect((await join(server, token, 'ada')).status).toBe(200)
  })

  it.each([
    ['handle', { handle: 'a' }],
    ['handle', { handle: '-ada' }],
    ['handle', { handle: 'ada lovelace' }],
    ['handle', { handle: 'a'.repeat(33) }],
    ['name', { name: ' ' }],
    ['name', { name: 'a'.repeat(81) }],
    ['name', { name: 'Ada\u202eecalevoL' }],
    ['password', { password: '123456789' }],
    ['token', { token: 'short' }],
    ['client', { client: { kind: 'watch', maxTouchPoints: 0 } }],
  ])('requires a valid %s: %j', async (field, more) => {
    const server = await startServer()
    const answer = await join(server, tokenOf(server.peal.setupUrl), 'ada', more)
    expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid', field])
  })
})
