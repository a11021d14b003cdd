import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import type { TestServer } from '../../support/server.ts'
import { cookieOf, startServer, TestClock } from '../../support/server.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const DAY_MS = 86_400_000
const PASSWORD = 'correct horse battery'

function byPassword(server: TestServer, handle: string, password: string, headers = {}) {
  return server.ask(signInApi.signInByPassword, { body: { handle, password, client }, headers })
}

async function withPassword(server: TestServer, handle: string) {
  const device = await server.person(handle)
  await device.ask(profileApi.setPassword, { body: { current: null, next: PASSWORD } })
  return device
}

describe('sign-in by password', () => {
  it('signs in whoever knows the password, ignoring the case of the handle', async () => {
    const server = await startServer()
    await withPassword(server, 'ada')
    const answer = await byPassword(server, ' ADA ', PASSWORD)
    expect(answer.status).toBe(200)
    expect(answer.data?.member).toMatchObject({ handle: 'ada', hasPassword: true })
  })

  it('gives the same answer to a wrong password, an unknown handle and a member without one', async () => {
    const server = await startServer()
    await withPassword(server, 'ada')
    await server.member('grace')
    for (const [handle, password] of [
      ['ada', 'wrong password'],
      ['nobody', PASSWORD],
      ['grace', PASSWORD],
    ] as const) {
      const answer = await byPassword(server, handle, password)
      expect([answer.status, answer.code]).toEqual([403, 'wrong-password'])
    }
  })

  it('does not sign removed members in', async () => {
    const server = await startServer()
    await withPassword(server, 'ada')
    await server.peal.people.removeMember('ada')
    expect((await byPassword(server, 'ada', PASSWORD)).code).toBe('wrong-password')
  })
})

describe('a password', () => {
  it('can be changed only by who knows it, which signs the other devices out', async () => {
    const server = await startServer()
    const here = await withPassword(server, 'ada')
    const there = await server.signIn('ada')
    const link = await server.signInToken('ada')
    const next = 'another long password'
    const wrong = await here.ask(profileApi.setPassword, { body: { current: 'wrong', next } })
    expect([wrong.code, wrong.field]).toEqual(['wrong-password', 'current'])
    expect((await there.ask(api.session)).status).toBe(200)

    expect(
      (await here.ask(profileApi.setPassword, { body: { current: PASSWORD, next } })).status,
    ).toBe(200)
    expect((await there.ask(api.session)).code).toBe('signed-out')
    expect((await here.ask(api.session)).status).toBe(200)
    expect((await byPassword(server, 'ada', PASSWORD)).code).toBe('wrong-password')
    expect((await byPassword(server, 'ada', next)).status).toBe(200)
    // A link that was made before could bypass the change.
    expect((await server.ask(signInApi.lookAtLink, { body: { token: link } })).code).toBe(
      'link-used',
    )
  })

  it('can be removed', async () => {
    const server = await startServer()
    const here = await withPassword(server, 'ada')
    const removed = await here.ask(profileApi.setPassword, {
      body: { current: PASSWORD, next: null },
    })
    expect(removed.data?.hasPassword).toBe(false)
    expect((await byPassword(server, 'ada', PASSWORD)).code).toBe('wrong-password')
  })

  it('must have at least ten characters', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const short = await ada.ask(profileApi.setPassword, {
      body: { current: null, next: '123456789' },
    })
    expect([short.status, short.code, short.field]).toEqual([400, 'invalid', 'next'])
  })
})

describe('a session', () => {
  it('gets a new secret at every sign-in, never one from the request', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const token = await server.signInToken('ada')
    const again = await server.ask(signInApi.signInByLink, {
      body: { token, client },
      headers: { Cookie: ada.cookie },
    })
    expect(cookieOf(again.headers)).not.toBe(ada.cookie)
    expect((await ada.ask(api.session)).code).toBe('signed-out')
    const planted = await server.ask(signInApi.signInByLink, {
      body: { token: await server.signInToken('ada'), client },
      headers: { Cookie: `peal=${'x'.repeat(43)}` },
    })
    expect(cookieOf(planted.headers)).not.toContain('xxx')
  })

  it('lasts 90 days from its last use', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    const ada = await server.person('ada')
    clock.advance(89 * DAY_MS)
    const used = await ada.ask(api.session)
    expect(used.status).toBe(200)
    // The browser's cookie is extended as well.
    expect(used.headers.getSetCookie()[0]).toContain(`Max-Age=${(90 * DAY_MS) / 1_000}`)
    expect(cookieOf(used.headers)).toBe(ada.cookie)
    clock.advance(89 * DAY_MS)
    expect((await ada.ask(api.session)).status).toBe(200)
    clock.advance(90 * DAY_MS)
    expect((await ada.ask(api.session)).code).toBe('signed-out')
  })

  it('saves its last use at most once an hour', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    const ada = await server.person('ada')
    const before = server.peal.store.stats().writes
    for (let asked = 0; asked < 5; asked += 1) await ada.ask(api.home)
    clock.advance(3_599_000)
    await ada.ask(api.home)
    expect(server.peal.store.stats().writes).toBe(before)
    clock.advance(1_000)
    await ada.ask(api.home)
    await ada.ask(api.home)
    expect(server.peal.store.stats().writes).toBe(before + 1)
  })

  it('ends by signing out, which clears the cookie', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const out = await ada.ask(api.signOut)
    expect(out.headers.getSetCookie()[0]).toMatch(/^peal=; Max-Age=0;/)
    expect((await ada.ask(api.session)).code).toBe('signed-out')
  })

  it('is deleted with its links 30 days after it ended', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    const ada = await server.person('ada')
    await server.signIn('ada')
    await ada.ask(api.signOut)
    const count = async () => {
      const { store } = server.peal
      const devices = await store.read.selectFrom('device').select('id').execute()
      const tickets = await store.read
        .selectFrom('ticket')
        .select('hash')
        .where('kind', '=', 'sign-in')
        .execute()
      return [devices.length, tickets.length]
    }
    await server.peal.people.sweep()
    expect(await count()).toEqual([2, 0])
    clock.advance(30 * DAY_MS)
    await server.peal.people.sweep()
    expect(await count()).toEqual([1, 0])
    clock.advance(90 * DAY_MS)
    await server.peal.people.sweep()
    expect(await count()).toEqual([0, 0])
  })
})

describe('account-change', () => {
  it('ends the former device when another member signs in in the same browser profile', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    await server.member('grace')
    const grace = server.device(
      await server.ask(signInApi.signInByLink, {
        body: { token: await server.signInToken('grace'), client },
        headers: { Cookie: ada.cookie },
      }),
    )
    expect((await ada.ask(api.session)).code).toBe('signed-out')
    expect((await grace.ask(api.session)).data?.member.handle).toBe('grace')
    const devices = await server.peal.store.read
      .selectFrom('device')
      .select(['id', 'signed_out_at'])
      .execute()
    expect(devices.filter((device) => device.signed_out_at === null)).toHaveLength(1)
  })
})

describe('a device', () => {
  const phone = { 'User-Agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4) Mobile Safari/604.1' }

  it('is a desktop only if both headers and page say so', async () => {
    const server = await startServer()
    await server.member('ada')
    const desktop = await server.signIn('ada')
    expect(desktop.session.device).toMatchObject({ kind: 'desktop', ringHere: true, here: true })
    const raised = await server.signIn('ada', { kind: 'desktop', headers: phone })
    expect(raised.session.device).toMatchObject({ kind: 'mobile', ringHere: false })
    const lowered = await server.signIn('ada', { kind: 'mobile' })
    expect(lowered.session.device.kind).toBe('mobile')
    const linked = await server.ask(signInApi.signInByLink, {
      body: { token: await server.signInToken('ada', 'mobile'), client },
    })
    expect(linked.data?.device.kind).toBe('mobile')
  })

  it('does not ring if it is a phone', async () => {
    const server = await startServer()
    const ada = await server.person('ada', { kind: 'mobile' })
    const asked = { params: { id: ada.deviceId }, body: { ringHere: true } }
    const answer = await ada.ask(profileApi.changeDevice, asked)
    expect([answer.status, answer.code]).toEqual([403, 'desktop-only'])
  })

  it('can be listed, switched and signed out only by its owner', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const other = await server.signIn('ada')
    const grace = await server.person('grace')
    const listed = await ada.ask(profileApi.devices)
    expect(listed.data?.devices.map(({ id, here }) => [id, here]).sort()).toEqual(
      [
        [ada.deviceId, true],
        [other.deviceId, false],
      ].sort(),
    )
    const params = { id: other.deviceId }
    expect((await grace.ask(profileApi.removeDevice, { params })).code).toBe('not-found')
    const quiet = await ada.ask(profileApi.changeDevice, { params, body: { ringHere: false } })
    expect(quiet.data).toMatchObject({ ringHere: false, here: false })
    expect((await ada.ask(profileApi.removeDevice, { params })).status).toBe(200)
    expect((await other.ask(api.session)).code).toBe('signed-out')
    expect((await ada.ask(api.session)).status).toBe(200)
  })

  it('gets a name, but its user agent is not stored', async () => {
    const server = await startServer()
    await server.member('ada')
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0'
    const ada = await server.signIn('ada', { headers: { 'User-Agent': agent } })
    expect(ada.session.device.name).toBe('Firefox on Linux')
    const rows = await server.peal.store.read.selectFrom('device').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('Gecko')
  })
})
