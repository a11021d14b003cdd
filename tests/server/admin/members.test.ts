import { describe, expect, it } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { PAGE_SIZE } from '../../../protocol/people.ts'
import { startServer, TestClock } from '../../support/server.ts'
import type { TestDevice, TestServer } from '../../support/server.ts'
import { connectedCall, openPage, twoPeople } from '../../support/two-people.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const of = (handle: string) => ({ params: { handle } })

/** A server with one admin, signed in. */
async function administered(): Promise<{ server: TestServer; root: TestDevice }> {
  const server = await startServer()
  await server.member('root', 'Root Admin', true)
  return { server, root: await server.signIn('root') }
}

describe('the list of members', () => {
  it('shows who is an admin, the number of devices and the last use', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    await server.member('root', 'Root Admin', true)
    const root = await server.signIn('root')
    await server.signIn('root')
    const at = clock.now()
    await server.member('ada', 'Ada Lovelace')
    expect((await root.ask(adminApi.members)).data).toEqual({
      items: [
        {
          handle: 'ada',
          name: 'Ada Lovelace',
          photo: null,
          admin: false,
          devices: 0,
          seenAt: null,
        },
        { handle: 'root', name: 'Root Admin', photo: null, admin: true, devices: 2, seenAt: at },
      ],
      next: null,
    })
  })

  it('pages through all members once, even if one is removed between two pages', async () => {
    const { server, root } = await administered()
    for (let n = 0; n < PAGE_SIZE + 5; n += 1) await server.member(`m${n}`, 'Same Name')
    const first = (await root.ask(adminApi.members)).data
    expect(first?.items).toHaveLength(PAGE_SIZE)
    const last = first?.next ?? ''
    await root.ask(adminApi.removeMember, of(last))
    const second = (await root.ask(adminApi.members, { body: { after: last } })).data
    expect(second?.next).toBeNull()
    const handles = [...(first?.items ?? []), ...(second?.items ?? [])].map(({ handle }) => handle)
    expect(new Set(handles).size).toBe(PAGE_SIZE + 6)
    expect(handles).toHaveLength(PAGE_SIZE + 6)
  })

  it('can be searched by words of names and handles, and finds oneself, too', async () => {
    const { server, root } = await administered()
    await server.member('ada', 'Ada Lovelace')
    const found = async (q: string) =>
      (await root.ask(adminApi.members, { body: { q } })).data?.items.map(({ handle }) => handle)
    expect(await found('love')).toEqual(['ada'])
    expect(await found('ad')).toEqual(['ada', 'root'])
    expect(await found('nobody')).toEqual([])
    expect(await found(' ')).toEqual(['ada', 'root'])
  })
})

describe('an admin', () => {
  it('adds members and gets a link that signs them in once', async () => {
    const { server, root } = await administered()
    const body = { handle: 'ada', name: 'Ada Lovelace' }
    const link = (await root.ask(adminApi.addMember, { body })).data
    const token = new URL(link?.url ?? '').hash.slice(1)
    const session = await server.ask(signInApi.signInByLink, { body: { token, client } })
    expect(session.data?.member).toMatchObject({ name: 'Ada Lovelace', admin: false })
    const again = await server.ask(signInApi.signInByLink, { body: { token, client } })
    expect(again.code).toBe('link-used')
    const taken = await root.ask(adminApi.addMember, { body })
    expect([taken.status, taken.code, taken.field]).toEqual([409, 'handle-taken', 'handle'])
    const wrong = await root.ask(adminApi.addMember, { body: { handle: 'a b', name: 'A' } })
    expect([wrong.code, wrong.field]).toEqual(['invalid', 'handle'])
  })

  it('makes new sign-in links for members', async () => {
    const { server, root } = await administered()
    await server.member('ada')
    const link = (await root.ask(adminApi.memberLink, of('ada'))).data
    expect(link?.url).toMatch(new RegExp(`^${server.origin}/sign-in#`))
    expect((await root.ask(adminApi.memberLink, of('nobody'))).code).toBe('unknown-member')
  })

  it('makes members admins and takes it back, except from the last admin', async () => {
    const { server, root } = await administered()
    const ada = await server.person('ada')
    const set = (handle: string, admin: boolean) =>
      root.ask(adminApi.setAdmin, { ...of(handle), body: { admin } })
    const last = await set('root', false)
    expect([last.status, last.code]).toEqual([409, 'last-admin'])
    expect((await set('ada', true)).data).toMatchObject({ handle: 'ada', admin: true })
    expect((await ada.ask(api.session)).data?.member.admin).toBe(true)
    expect((await set('root', false)).data?.admin).toBe(false)
    expect((await set('ada', false)).code).toBe('forbidden')
  })

  it('removes members, which signs them out and ends their call, but not themselves', async () => {
    const server = await startServer()
    await server.member('root', 'Root', true)
    const root = await server.signIn('root')
    const people = await twoPeople(server)
    const { caller, callee, callId } = await connectedCall(people)
    expect((await root.ask(adminApi.removeMember, of('ada'))).status).toBe(200)
    await caller.client.closed
    const { reason } = await callee.client.call(callId, ({ state }) => state === 'ended')
    expect(reason).toBeDefined()
    expect((await people.ada.ask(api.session)).code).toBe('signed-out')
    expect((await root.ask(adminApi.removeMember, of('ada'))).code).toBe('unknown-member')
    expect((await root.ask(adminApi.removeMember, of('root'))).code).toBe('forbidden')
  })

  it('cannot remove another admin who removes them at the same time: one admin remains', async () => {
    const { server, root } = await administered()
    const ada = await server.person('ada', { admin: true })
    const answers = await Promise.all([
      root.ask(adminApi.removeMember, of('ada')),
      ada.ask(adminApi.removeMember, of('root')),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const left = await server.peal.people.listMembers()
    expect(left.map(({ admin }) => admin)).toEqual([true])
  })
})

describe('invitations', () => {
  it('are listed while they are valid, without their token', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    await server.member('root', 'Root Admin', true)
    const root = await server.signIn('root')
    const { url = '', expiresAt } = (await root.ask(api.invite)).data ?? {}
    const token = new URL(url).hash.slice(1)
    const open = async () => (await root.ask(adminApi.invitations)).data?.invitations
    expect(await open()).toEqual([
      { id: expect.any(String), by: 'Root Admin', signsIn: null, expiresAt },
    ])
    expect(JSON.stringify(await open())).not.toContain(token)
    await root.ask(api.invite)
    const body = { token, handle: 'ada', name: 'Ada', password: null, client }
    expect((await server.ask(signInApi.join, { body })).status).toBe(200)
    expect(await open()).toHaveLength(1)
    clock.advance((expiresAt ?? 0) - clock.now())
    expect(await open()).toEqual([])
  })

  it('can be revoked once', async () => {
    const { server, root } = await administered()
    const { url = '' } = (await root.ask(api.invite)).data ?? {}
    const token = new URL(url).hash.slice(1)
    const [invitation] = (await root.ask(adminApi.invitations)).data?.invitations ?? []
    const params = { id: invitation?.id ?? '' }
    expect((await root.ask(adminApi.revokeInvitation, { params })).status).toBe(200)
    expect((await root.ask(adminApi.revokeInvitation, { params })).code).toBe('not-found')
    expect((await server.ask(signInApi.lookAtLink, { body: { token } })).code).toBe('link-used')
  })
})

describe('sign-in links and invitations of an admin', () => {
  const works = async (server: TestServer, url = '') => {
    const token = new URL(url).hash.slice(1)
    return (await server.ask(signInApi.lookAtLink, { body: { token: token ?? '' } })).code === null
  }

  async function withSecondAdmin() {
    const { server, root } = await administered()
    await server.member('ada', 'Ada Lovelace', true)
    await server.member('grace', 'Grace Hopper')
    const ada = await server.signIn('ada')
    const urls = [
      (await ada.ask(api.invite)).data?.url,
      (await ada.ask(adminApi.memberLink, of('grace'))).data?.url,
    ]
    const own = (await root.ask(adminApi.memberLink, of('grace'))).data?.url
    return { server, root, ada, urls, own }
  }

  it.each(['demoted', 'removed'])('are void once that admin is %s, and no others', async (how) => {
    const { server, root, urls, own } = await withSecondAdmin()
    for (const url of urls) expect(await works(server, url)).toBe(true)
    if (how === 'demoted')
      await root.ask(adminApi.setAdmin, { ...of('ada'), body: { admin: false } })
    else await root.ask(adminApi.removeMember, of('ada'))
    for (const url of urls) expect(await works(server, url)).toBe(false)
    expect(await works(server, own)).toBe(true)
  })

  it('are listed with whom they sign in, and can be revoked', async () => {
    const { server, root, urls } = await withSecondAdmin()
    const open = (await root.ask(adminApi.invitations)).data?.invitations ?? []
    expect(open.map(({ by, signsIn }) => `${by} ${signsIn}`).sort()).toEqual([
      'Ada Lovelace Grace Hopper',
      'Ada Lovelace null',
      'Root Admin Grace Hopper',
    ])
    const link = open.find(({ by, signsIn }) => by === 'Ada Lovelace' && signsIn !== null)
    const params = { id: link?.id ?? '' }
    expect((await root.ask(adminApi.revokeInvitation, { params })).status).toBe(200)
    expect(await works(server, urls[1])).toBe(false)
    const [act] = (await root.ask(adminApi.acts)).data?.acts ?? []
    expect(act).toMatchObject({ by: 'Root Admin', act: 'link-revoked', target: 'grace' })
  })

  it('are told to the admin whom they sign in, at once and for a week, and to nobody else', async () => {
    const clock = new TestClock(Date.now())
    const server = await startServer({ clock })
    await server.member('root', 'Root Admin', true)
    await server.member('ada', 'Ada Lovelace', true)
    await server.member('grace', 'Grace Hopper')
    const root = await server.signIn('root')
    const ada = await server.signIn('ada')
    const grace = await server.signIn('grace')
    const linksOf = async (device: TestDevice) =>
      (await device.ask(api.session)).data?.member.linksMade?.map(({ by }) => by)
    clock.advance(8 * 86_400_000)
    expect(await linksOf(ada)).toEqual([])
    const page = await openPage(server, ada)
    await root.ask(adminApi.memberLink, of('ada'))
    await root.ask(adminApi.memberLink, of('root'))
    await root.ask(adminApi.memberLink, of('grace'))
    await page.next('changed', ({ what }) => what === 'self')
    expect(await linksOf(ada)).toEqual(['Root Admin'])
    expect(await linksOf(root)).toEqual([])
    expect(await linksOf(grace)).toBeUndefined()
    clock.advance(7 * 86_400_000)
    expect(await linksOf(ada)).toEqual([])
  })

  it('and the record of acts show the handles of admins who share a name', async () => {
    const server = await startServer()
    await server.member('ada', 'Ada', true)
    await server.member('eve', 'Eve', true)
    await server.member('grace', 'Grace', true)
    const [ada, eve] = [await server.signIn('ada'), await server.signIn('eve')]
    const grace = await server.signIn('grace')
    expect((await eve.ask(profileApi.changeProfile, { body: { name: 'Аdа' } })).status).toBe(200)
    await eve.ask(adminApi.memberLink, of('grace'))
    const [open] = (await ada.ask(adminApi.invitations)).data?.invitations ?? []
    expect(open).toMatchObject({ by: 'Аdа (eve)', signsIn: 'Grace' })
    const [act] = (await ada.ask(adminApi.acts)).data?.acts ?? []
    expect(act).toMatchObject({ by: 'Аdа (eve)', act: 'link-made', target: 'grace' })
    const [told] = (await grace.ask(api.session)).data?.member.linksMade ?? []
    expect(told?.by).toBe('Аdа (eve)')
  })

  it('are told to the same person after a handle was corrected, and not to who has it then', async () => {
    const server = await startServer()
    await server.member('root', 'Root Admin', true)
    await server.member('ada', 'Ada Lovelace', true)
    const root = await server.signIn('root')
    const ada = await server.signIn('ada')
    const linksOf = async (device: TestDevice) =>
      (await device.ask(api.session)).data?.member.linksMade?.map(({ by }) => by)
    await root.ask(adminApi.memberLink, of('ada'))
    const renamed = await root.ask(adminApi.changeHandle, {
      ...of('ada'),
      body: { handle: 'lady' },
    })
    expect(renamed.status).toBe(200)
    // The test's own sign-in is by a link of the command line.
    expect(await linksOf(ada)).toEqual(['Root Admin', null])
    await root.ask(adminApi.removeMember, of('lady'))
    // A new member gets a link, too.
    const body = { handle: 'lady', name: 'Another Ada', reuse: true }
    expect((await root.ask(adminApi.addMember, { body })).status).toBe(200)
    await root.ask(adminApi.setAdmin, { ...of('lady'), body: { admin: true } })
    const other = await server.signIn('lady')
    expect(await linksOf(other)).toEqual([null, 'Root Admin'])
  })
})
