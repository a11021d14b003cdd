import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { startServer, TestClock } from '../../support/server.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const

describe('sign-in links', () => {
  it('can be looked at any number of times and used once', async () => {
    const server = await startServer()
    await server.member('ada', 'Ada Lovelace')
    const token = await server.signInToken('ada')
    for (let look = 0; look < 3; look += 1) {
      const seen = await server.ask(signInApi.lookAtLink, { body: { token } })
      expect(seen.data).toEqual({ kind: 'sign-in', name: 'Ada Lovelace', device: null })
    }
    const first = await server.ask(signInApi.signInByLink, { body: { token, client } })
    expect(first.status).toBe(200)
    const again = await server.ask(signInApi.signInByLink, { body: { token, client } })
    expect([again.status, again.code]).toEqual([410, 'link-used'])
    expect((await server.ask(signInApi.lookAtLink, { body: { token } })).code).toBe('link-used')
    const session = await server.device(first).ask(api.session)
    expect(session.data?.member.handle).toBe('ada')
  })

  it('sign in one of many who use them at the same time', async () => {
    const server = await startServer()
    await server.member('ada')
    const token = await server.signInToken('ada')
    const tries = await Promise.all(
      Array.from({ length: 8 }, () =>
        server.ask(signInApi.signInByLink, { body: { token, client } }),
      ),
    )
    expect(tries.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('expire after 15 minutes', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    await server.member('ada')
    const [early, late] = [await server.signInToken('ada'), await server.signInToken('ada')]
    clock.advance(15 * 60_000 - 1)
    expect(
      (await server.ask(signInApi.signInByLink, { body: { token: early, client } })).status,
    ).toBe(200)
    clock.advance(1)
    expect((await server.ask(signInApi.signInByLink, { body: { token: late, client } })).code).toBe(
      'link-used',
    )
  })

  it('cannot add a member', async () => {
    const server = await startServer()
    await server.member('ada')
    const token = await server.signInToken('ada')
    const body = { token, handle: 'eve', name: 'Eve', password: null, client }
    expect((await server.ask(signInApi.join, { body })).code).toBe('link-used')
    // The attempt does not use the link up.
    expect((await server.ask(signInApi.signInByLink, { body: { token, client } })).status).toBe(200)
  })
})
