/** Names that others share, the order of people, and handles that are corrected or given out again. */
import { describe, expect, it } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { TestClock, startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { CallWindow, openPage } from '../../support/two-people.ts'

const DAY_MS = 86_400_000
const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const of = (handle: string) => ({ params: { handle } })

async function administered(clock = new TestClock(Date.now())) {
  const server = await startServer({ clock })
  await server.member('root', 'Root', true)
  return { clock, server, root: await server.signIn('root') }
}

describe('people', () => {
  it('are sorted as people expect, also across pages', async () => {
    const { server, root } = await administered()
    const names = ['Zoe', 'Ørsted', 'ada', 'Émile', 'Bob']
    for (const [n, name] of names.entries()) await server.member(`m${n}`, name)
    for (let n = 0; n < 60; n += 1)
      await server.member(`filler${n}`, `Ma ${String(n).padStart(2, '0')}`)
    const seen: string[] = []
    let page = (await root.ask(api.home)).data?.everyone ?? null
    while (page !== null) {
      seen.push(...page.items.map(({ name }) => name))
      page =
        page.next === null
          ? null
          : (await root.ask(api.contacts, { body: { after: page.next } })).data
    }
    expect(seen.filter((name) => !name.startsWith('Ma '))).toEqual([
      'ada',
      'Bob',
      'Émile',
      'Ørsted',
      'Zoe',
    ])
    expect(seen).toHaveLength(65)
    expect(new Set(seen).size).toBe(65)
  })

  it('who share a name are shown with their handles, in contacts and in the ring, until they do not', async () => {
    const { server, root } = await administered()
    const ada = await server.person('ada')
    await ada.ask(profileApi.changeProfile, { body: { name: 'Ada Lovelace' } })
    const grace = await server.person('grace')
    const named = async (handle: string) => (await grace.ask(api.contact, of(handle))).data?.name
    expect(await named('ada')).toBe('Ada Lovelace')
    const other = await server.person('ada2')
    await other.ask(profileApi.changeProfile, { body: { name: 'Аda\u200b Lovelace' } })
    expect(await named('ada')).toBe('Ada Lovelace (ada)')
    expect(await named('ada2')).toBe('Аda Lovelace (ada2)')
    expect((await ada.ask(api.session)).data?.member.name).toBe('Ada Lovelace')
    const tab = await openPage(server, grace)
    const window = await CallWindow.open(server, ada)
    await window.place('grace')
    const ring = await tab.next('ring')
    expect(ring.call.peer.name).toBe('Ada Lovelace (ada)')
    await root.ask(adminApi.removeMember, of('ada2'))
    expect(await named('ada')).toBe('Ada Lovelace')
  })

  it('whose name mixes scripts are shown with their handles', async () => {
    const { server } = await administered()
    const grace = await server.person('grace')
    await server.member('eve', 'Раypal')
    expect((await grace.ask(api.contact, of('eve'))).data?.name).toBe('Раypal (eve)')
  })
})

describe('a name that poses as another', () => {
  it('is shown with its own handle behind whatever it says', async () => {
    const { server } = await administered()
    const grace = await server.person('grace')
    const named = async (handle: string) => (await grace.ask(api.contact, of(handle))).data?.name
    await server.member('ada', 'Ada')
    await server.member('eve', 'Ada (ada)')
    await server.member('mallory', 'Ada（ada）')
    expect(await named('ada')).toBe('Ada')
    expect(await named('eve')).toBe('Ada (ada) (eve)')
    expect(await named('mallory')).toBe('Ada（ada） (mallory)')
  })

  it('by its capitals alone is noticed, and so is the same name in another case, until they are gone', async () => {
    const { server, root } = await administered()
    const grace = await server.person('grace')
    const named = async (handle: string) => (await grace.ask(api.contact, of(handle))).data?.name
    await server.member('anna', 'ANNA')
    await server.member('greek', 'ΑΝΝΑ')
    await server.member('small', 'Άννα')
    expect(await named('anna')).toBe('ANNA (anna)')
    expect(await named('greek')).toBe('ΑΝΝΑ (greek)')
    expect(await named('small')).toBe('Άννα (small)')
    // The Greek ones still share a name.
    await root.ask(adminApi.removeMember, of('anna'))
    expect(await named('greek')).toBe('ΑΝΝΑ (greek)')
    await root.ask(adminApi.removeMember, of('small'))
    expect(await named('greek')).toBe('ΑΝΝΑ')
    await root.ask(adminApi.restoreMember, of('anna'))
    expect(await named('greek')).toBe('ΑΝΝΑ (greek)')
  })
})

describe('the index of names', () => {
  it('is written anew at the next start when its rules have changed', async () => {
    const dataFolder = tempDir()
    const former = await startServer({ settings: { dataFolder } })
    await former.member('anna', 'ANNA')
    await former.member('greek', 'ΑΝΝΑ')
    await former.member('yamada', '山田 太郎')
    // As an earlier version has left it.
    await former.peal.store.write(async (db) => {
      await db.updateTable('setting').set({ value: '2' }).where('key', '=', 'name-index').execute()
      await db.updateTable('member').set({ look_written: '', name_shared: 0 }).execute()
      await db.deleteFrom('member_word').where('word', '=', '山田太郎').execute()
    })
    await former.peal.stop()
    const server = await startServer({ settings: { dataFolder } })
    const grace = await server.person('grace')
    const items = async (q: string) =>
      (await grace.ask(api.search, { body: { q } })).data?.items.map(({ name }) => name)
    expect(await items('山田太郎')).toEqual(['山田 太郎'])
    expect(await items('anna')).toEqual(['ANNA (anna)'])
    expect(await items('greek')).toEqual(['ΑΝΝΑ (greek)'])
    await server.peal.stop()
  })
})

describe('a handle', () => {
  it('is corrected by an admin; the former one leads to the member for 90 days', async () => {
    const { server, root, clock } = await administered()
    const grace = await server.person('grace')
    const ada = await server.person('aad')
    const changed = await root.ask(adminApi.changeHandle, { ...of('aad'), body: { handle: 'ada' } })
    expect(changed.data).toMatchObject({ handle: 'ada' })
    expect((await grace.ask(api.contact, of('aad'))).data?.handle).toBe('ada')
    expect((await ada.ask(api.session)).data?.member.handle).toBe('ada')
    const found = await grace.ask(api.search, { body: { q: 'ada' } })
    expect(found.data?.items.map(({ handle }) => handle)).toEqual(['ada'])
    const tab = await openPage(server, ada)
    const window = await CallWindow.open(server, grace)
    await window.place('aad')
    expect((await tab.next('ring')).call.peer.handle).toBe('grace')
    // Nobody else gets it meanwhile, but its owner may have it back.
    const taken = await root.ask(adminApi.addMember, { body: { handle: 'aad', name: 'Other' } })
    expect(taken.code).toBe('handle-taken')
    const back = await root.ask(adminApi.changeHandle, { ...of('ada'), body: { handle: 'aad' } })
    expect(back.status).toBe(200)
    expect((await grace.ask(api.contact, of('ada'))).data?.handle).toBe('aad')
    clock.advance(91 * DAY_MS)
    await server.peal.people.sweep()
    const fresh = await server.signIn('grace')
    expect((await fresh.ask(api.contact, of('ada'))).code).toBe('unknown-member')
    const late = await server.signIn('root')
    const free = await late.ask(adminApi.addMember, { body: { handle: 'ada', name: 'Other' } })
    expect(free.status).toBe(200)
  })

  it('of somebody else is refused, and so is that of a stranger', async () => {
    const { server, root } = await administered()
    await server.member('ada')
    await server.member('grace')
    const taken = await root.ask(adminApi.changeHandle, { ...of('ada'), body: { handle: 'grace' } })
    expect([taken.status, taken.code, taken.field]).toEqual([409, 'handle-taken', 'handle'])
    const nobody = await root.ask(adminApi.changeHandle, { ...of('no'), body: { handle: 'new' } })
    expect(nobody.code).toBe('unknown-member')
    const grace = await server.signIn('grace')
    const forbidden = await grace.ask(adminApi.changeHandle, {
      ...of('grace'),
      body: { handle: 'boss' },
    })
    expect(forbidden.code).toBe('forbidden')
  })

  it('of a removed member is given out again only after a question', async () => {
    const { server, root } = await administered()
    await server.member('ada', 'Ada One')
    await root.ask(adminApi.removeMember, of('ada'))
    const body = { handle: 'ada', name: 'Ada Two' }
    const asked = await root.ask(adminApi.addMember, { body })
    expect([asked.status, asked.code, asked.field]).toEqual([409, 'handle-removed', 'handle'])
    const again = await root.ask(adminApi.addMember, { body: { ...body, reuse: true } })
    expect(again.status).toBe(200)
    expect((await root.ask(api.contact, of('ada'))).data?.name).toBe('Ada Two')
  })
})

describe('a removed member', () => {
  it('is brought back within 30 days with everything', async () => {
    const { server, root, clock } = await administered()
    const password = 'correct horse battery'
    const ada = await server.person('ada')
    const grace = await server.person('grace')
    await ada.ask(profileApi.setPassword, { body: { current: null, next: password } })
    await ada.ask(api.setFavourite, { ...of('grace'), body: { favourite: true } })
    await grace.ask(api.setFavourite, { ...of('ada'), body: { favourite: true } })
    await root.ask(adminApi.removeMember, of('ada'))
    const signIn = () =>
      server.ask(signInApi.signInByPassword, { body: { handle: 'ada', password, client } })
    expect((await signIn()).code).toBe('wrong-password')
    expect((await grace.ask(api.home)).data?.favourites).toEqual([])
    expect((await grace.ask(api.search, { body: { q: 'ada' } })).data?.items).toEqual([])
    clock.advance(29 * DAY_MS)
    await server.peal.people.sweep()
    const listed = await root.ask(adminApi.removedMembers)
    expect(listed.data?.members).toMatchObject([{ handle: 'ada' }])
    expect((await root.ask(adminApi.restoreMember, of('ada'))).status).toBe(200)
    const back = await signIn()
    expect(back.status).toBe(200)
    const device = server.device(back)
    expect((await device.ask(api.home)).data?.favourites).toMatchObject([{ handle: 'grace' }])
    expect((await grace.ask(api.home)).data?.favourites).toMatchObject([{ handle: 'ada' }])
    expect((await grace.ask(api.search, { body: { q: 'ada' } })).data?.items).toHaveLength(1)
    expect((await root.ask(adminApi.restoreMember, of('ada'))).code).toBe('not-found')
  })

  it('is erased after 30 days', async () => {
    const { server, root, clock } = await administered()
    const ada = await server.person('ada')
    await ada.ask(profileApi.setPassword, {
      body: { current: null, next: 'correct horse battery' },
    })
    await root.ask(adminApi.removeMember, of('ada'))
    clock.advance(30 * DAY_MS)
    await server.peal.people.sweep()
    const late = await server.signIn('root')
    expect((await late.ask(adminApi.removedMembers)).data?.members).toEqual([])
    expect((await late.ask(adminApi.restoreMember, of('ada'))).code).toBe('not-found')
    for (const table of ['password', 'photo', 'im_account', 'history'] as const) {
      const rows = await server.peal.store.read
        .selectFrom(table)
        .selectAll()
        .where('member_id', '=', ada.memberId)
        .execute()
      expect([table, rows]).toEqual([table, []])
    }
  })
})
