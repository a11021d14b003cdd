import { describe, expect, it } from 'vitest'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import type { TestServer } from '../../support/server.ts'
import { startServer } from '../../support/server.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const PASSWORD = 'correct horse battery'
const WINDOW_MS = 15 * 60_000

function attempt(server: TestServer, handle: string, password: string, headers = {}) {
  return server.ask(signInApi.signInByPassword, { body: { handle, password, client }, headers })
}

async function serverWith(handle: string, options = {}) {
  const server = await startServer(options)
  const device = await server.person(handle)
  await device.ask(profileApi.setPassword, { body: { current: null, next: PASSWORD } })
  return server
}

/** Tries until so many have been counted: one that meets a busy server is not. */
async function fail(server: TestServer, tries: number, headersOf: (n: number) => object) {
  let counted = 0
  const account = async (n: number) => {
    const { code } = await attempt(server, `no${n}`, 'wrong', headersOf(n))
    if (code === 'busy') return account(n)
    expect(code).toBe('wrong-password')
    counted += 1
  }
  await Promise.all(Array.from({ length: tries }, (_, n) => account(n)))
  expect(counted).toBe(tries)
}

const forged = (last: number) => ({ 'X-Forwarded-For': `198.51.100.${last}` })

describe('sign-in-brute-force', () => {
  it('allows an account ten failures in 15 minutes, then refuses even the right password', async () => {
    const server = await serverWith('ada')
    for (let failure = 0; failure < 10; failure += 1) {
      expect((await attempt(server, 'ada', `wrong ${failure}`)).code).toBe('wrong-password')
    }
    const refused = await attempt(server, 'ada', PASSWORD)
    expect([refused.status, refused.code]).toEqual([429, 'too-many-tries'])
    expect(refused.retryMs).toBeGreaterThan(WINDOW_MS - 60_000)
    expect(refused.retryMs).toBeLessThanOrEqual(WINDOW_MS)
    expect(Number(refused.headers.get('Retry-After'))).toBe(
      Math.ceil((refused.retryMs ?? 0) / 1000),
    )
  })

  it('counts simultaneous attempts', async () => {
    const server = await serverWith('ada')
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, n) => attempt(server, 'ada', `wrong ${n}`)),
    )
    expect(tries.filter(({ code }) => code === 'wrong-password')).toHaveLength(10)
    expect(tries.filter(({ code }) => code === 'too-many-tries')).toHaveLength(20)
  })

  it('counts unknown handles like known ones', async () => {
    const server = await startServer()
    const codes: (string | null)[] = []
    for (let n = 0; n < 12; n += 1) codes.push((await attempt(server, 'nobody', PASSWORD)).code)
    expect(codes.slice(0, 10).every((code) => code === 'wrong-password')).toBe(true)
    expect(codes.slice(10)).toEqual(['too-many-tries', 'too-many-tries'])
  })

  it('cannot be bypassed by a forged X-Forwarded-For', async () => {
    const server = await serverWith('ada')
    for (let n = 0; n < 10; n += 1) await attempt(server, 'ada', 'wrong password', forged(n))
    expect((await attempt(server, 'ada', PASSWORD, forged(99))).code).toBe('too-many-tries')
  })

  it('forgets the failures after a right password', async () => {
    const server = await serverWith('ada')
    for (let n = 0; n < 9; n += 1) await attempt(server, 'ada', 'wrong password')
    expect((await attempt(server, 'ada', PASSWORD)).status).toBe(200)
    for (let n = 0; n < 9; n += 1) await attempt(server, 'ada', 'wrong password')
    expect((await attempt(server, 'ada', PASSWORD)).status).toBe(200)
  })

  it('does not affect other accounts', async () => {
    const server = await serverWith('ada')
    for (let n = 0; n < 12; n += 1) await attempt(server, 'nobody', 'wrong password')
    expect((await attempt(server, 'ada', PASSWORD)).status).toBe(200)
  })

  it('limits an address over many accounts, and ignores forged addresses', async () => {
    const server = await serverWith('ada')
    await fail(server, 100, forged)
    expect((await attempt(server, 'ada', PASSWORD, forged(200))).code).toBe('too-many-tries')
  })

  it('trusts only the address that the trusted proxy itself saw', async () => {
    const settings = { trustedProxies: ['127.0.0.1'] }
    const server = await serverWith('ada', { settings })
    const via = (n: number) => ({ 'X-Forwarded-For': `203.0.113.${n}, 198.51.100.7` })
    await fail(server, 100, via)
    expect((await attempt(server, 'ada', PASSWORD, via(200))).code).toBe('too-many-tries')
    expect((await attempt(server, 'ada', PASSWORD, forged(8))).status).toBe(200)
  })

  it('limits checks of the current password, apart from sign-ins', async () => {
    const server = await serverWith('ada')
    const ada = await server.signIn('ada')
    const guess = () => ada.ask(profileApi.setPassword, { body: { current: 'wrong', next: null } })
    for (let n = 0; n < 10; n += 1) expect((await guess()).code).toBe('wrong-password')
    expect((await guess()).code).toBe('too-many-tries')
    expect((await attempt(server, 'ada', PASSWORD)).status).toBe(200)
  })

  it('does not limit if limits are off', async () => {
    const server = await serverWith('ada', { limits: false })
    for (let n = 0; n < 12; n += 1) await attempt(server, 'ada', 'wrong password')
    expect((await attempt(server, 'ada', PASSWORD)).status).toBe(200)
  })
})
