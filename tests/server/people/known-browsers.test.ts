/** attack: a stranger who tries passwords locks nobody out. */
import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { startServer } from '../../support/server.ts'
import type { TestServer } from '../../support/server.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const PASSWORD = 'correct horse battery'
const settings = { trustedProxies: ['127.0.0.1'] }
const from = (address: string) => ({ 'X-Forwarded-For': address })
const STRANGER = '203.0.113.9'
const HOME = '198.51.100.7'

const attempt = (server: TestServer, password: string, headers: Record<string, string>) =>
  server.ask(signInApi.signInByPassword, { body: { handle: 'ada', password, client }, headers })

async function withPassword() {
  const server = await startServer({ settings })
  const ada = await server.person('ada')
  await ada.ask(profileApi.setPassword, { body: { current: null, next: PASSWORD } })
  return { server, ada }
}

async function lockOut(server: TestServer, address: string): Promise<void> {
  for (let n = 0; n < 10; n += 1) await attempt(server, `wrong ${n}`, from(address))
  expect((await attempt(server, PASSWORD, from(address))).code).toBe('too-many-tries')
}

describe('attack: wrong passwords from elsewhere', () => {
  it('do not keep a member out at another address', async () => {
    const { server } = await withPassword()
    await lockOut(server, STRANGER)
    expect((await attempt(server, PASSWORD, from(HOME))).status).toBe(200)
  })

  it('from very many addresses lock the handle, but not a browser in which the member signed in before', async () => {
    const { server } = await withPassword()
    const signedIn = await attempt(server, PASSWORD, from(HOME))
    const cookies = signedIn.headers.getSetCookie().map((each) => each.split(';', 1)[0] ?? '')
    const known = cookies.find((each) => each.startsWith('peal-known=')) ?? ''
    // The member signs out: this cookie stays.
    await server.device(signedIn).ask(api.signOut)
    for (let n = 0; n < 60; n += 1) await attempt(server, 'wrong', from(`203.0.113.${n}`))
    expect((await attempt(server, PASSWORD, from(HOME))).code).toBe('too-many-tries')
    const back = await attempt(server, PASSWORD, { ...from(HOME), Cookie: known })
    expect(back.status).toBe(200)
    // It is of no use to others, and has a limit of its own.
    const forged = `${known.slice(0, -4)}AAAA`
    expect((await attempt(server, PASSWORD, { ...from(HOME), Cookie: forged })).code).toBe(
      'too-many-tries',
    )
    for (let n = 0; n < 10; n += 1) await attempt(server, 'wrong', { ...from(HOME), Cookie: known })
    expect((await attempt(server, PASSWORD, { ...from(HOME), Cookie: known })).code).toBe(
      'too-many-tries',
    )
  })

  it('cost a handle that is taken no hash: it is checked before', async () => {
    const { server } = await withPassword()
    await server.member('root', 'Root', true)
    const invited = await (await server.signIn('root')).ask(api.invite)
    const token = new URL(invited.data?.url ?? 'none:').hash.slice(1)
    const body = { token, handle: 'ada', name: 'Eve', password: PASSWORD, client }
    const answers = []
    // More than an invitation may hash.
    for (let n = 0; n < 25; n += 1) answers.push((await server.ask(signInApi.join, { body })).code)
    expect(new Set(answers)).toEqual(new Set(['handle-taken']))
  })
})
