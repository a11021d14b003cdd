import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { PAGE_SIZE } from '../../../protocol/people.ts'
import { startServer } from '../../support/server.ts'

const handles = (items: readonly { handle: string }[] | undefined) =>
  items?.map(({ handle }) => handle)

describe('the contact list', () => {
  it('shows everyone else once, by name, in pages', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const names = Array.from(
      { length: 2 * PAGE_SIZE + 7 },
      (_, n) => `p${String(n).padStart(3, '0')}`,
    )
    for (const name of names) await server.member(name, `Person ${name}`)
    const home = await ada.ask(api.home)
    expect(home.data?.total).toBe(names.length)
    expect(home.data?.everyone.items).toHaveLength(PAGE_SIZE)
    const seen = handles(home.data?.everyone.items) ?? []
    let next = home.data?.everyone.next ?? null
    while (next !== null) {
      const page = await ada.ask(api.contacts, { body: { after: next } })
      seen.push(...(handles(page.data?.items) ?? []))
      next = page.data?.next ?? null
    }
    expect(seen).toEqual(names)
  })

  it('has no next page after a full last page', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    for (let n = 0; n < PAGE_SIZE; n += 1) await server.member(`p${n}`)
    expect((await ada.ask(api.home)).data?.everyone.next).toBeNull()
  })

  it('pages through people with the same name', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    for (let n = 0; n < PAGE_SIZE + 5; n += 1) await server.member(`p${n}`, 'Same Name')
    const first = (await ada.ask(api.contacts, { body: {} })).data
    const rest = (await ada.ask(api.contacts, { body: { after: first?.next ?? '' } })).data
    const all = [...(handles(first?.items) ?? []), ...(handles(rest?.items) ?? [])]
    expect(new Set(all).size).toBe(PAGE_SIZE + 5)
  })

  it('rejects an invalid cursor', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    for (const after of ['x', 'bnVsbA', Buffer.from('[1,2]').toString('base64url')]) {
      const answer = await ada.ask(api.contacts, { body: { after } })
      expect([answer.status, answer.code, answer.field]).toEqual([400, 'invalid', 'after'])
    }
  })

  it('counts members who are added and removed', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    expect((await ada.ask(api.home)).data?.total).toBe(0)
    await server.member('grace')
    expect((await ada.ask(api.home)).data?.total).toBe(1)
    await server.peal.people.removeMember('grace')
    const home = (await ada.ask(api.home)).data
    expect([home?.total, home?.everyone.items]).toEqual([0, []])
  })

  it('shows recent contacts, latest first', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    for (const [n, handle] of ['grace', 'linus', 'tim'].entries()) {
      const other = await server.member(handle)
      const relation = { favourite: 0, blocked: 0, last_call_at: n === 2 ? null : n } as const
      await server.peal.store.write((db) =>
        db
          .insertInto('relation')
          .values({ member_id: ada.memberId, other_id: other, ...relation })
          .execute(),
      )
    }
    const home = (await ada.ask(api.home)).data
    expect(home?.recent.map(({ handle, lastCallAt }) => [handle, lastCallAt])).toEqual([
      ['linus', 1],
      ['grace', 0],
    ])
  })
})

describe('favourites', () => {
  it('are stored for each member', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const grace = await server.person('grace')
    const params = { handle: 'grace' }
    const set = await ada.ask(api.setFavourite, { params, body: { favourite: true } })
    expect(set.data).toMatchObject({ handle: 'grace', favourite: true })
    expect(handles((await ada.ask(api.home)).data?.favourites)).toEqual(['grace'])
    expect((await grace.ask(api.home)).data?.favourites).toEqual([])
    await ada.ask(api.setFavourite, { params, body: { favourite: false } })
    expect((await ada.ask(api.home)).data?.favourites).toEqual([])
  })

  it('are cut off by name if there are very many', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    // The last by name are inserted first.
    const names = Array.from({ length: 205 }, (_, n) => `p${String(n).padStart(3, '0')}`)
    const mark = { member_id: ada.memberId, favourite: 1, blocked: 0, last_call_at: null } as const
    const relations: (typeof mark & { other_id: string })[] = []
    for (const name of names.toReversed()) {
      relations.push({ ...mark, other_id: await server.member(name, `Person ${name}`) })
    }
    await server.peal.store.write((db) => db.insertInto('relation').values(relations).execute())
    expect(handles((await ada.ask(api.home)).data?.favourites)).toEqual(names.slice(0, 200))
  })

  it('do not change the time of the last call', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const other = await server.member('grace')
    await server.peal.store.write((db) =>
      db
        .insertInto('relation')
        .values({
          member_id: ada.memberId,
          other_id: other,
          favourite: 0,
          blocked: 1,
          last_call_at: 7,
        })
        .execute(),
    )
    const params = { handle: 'grace' }
    const set = await ada.ask(api.setFavourite, { params, body: { favourite: true } })
    expect(set.data?.lastCallAt).toBe(7)
    const row = await server.peal.store.read.selectFrom('relation').selectAll().executeTakeFirst()
    expect(row).toMatchObject({ favourite: 1, blocked: 1 })
  })
})

describe('a contact', () => {
  it('is found by handle ignoring case, also oneself', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    await server.member('grace', 'Grace Hopper')
    const answer = await ada.ask(api.contact, { params: { handle: 'GRACE' } })
    expect(answer.data).toEqual({
      handle: 'grace',
      name: 'Grace Hopper',
      photo: null,
      accounts: [],
      favourite: false,
      blocked: false,
      lastCallAt: null,
    })
    expect((await ada.ask(api.contact, { params: { handle: 'ada' } })).status).toBe(200)
  })

  it.each(['nobody', '-', '../x'])('does not exist for the handle %s', async (handle) => {
    const server = await startServer()
    const ada = await server.person('ada')
    const answer = await ada.ask(api.contact, { params: { handle } })
    expect([answer.status, answer.code]).toEqual([404, 'unknown-member'])
  })

  it('may have a handle that is also the name of a list', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    for (const handle of ['home', 'search']) {
      await server.member(handle)
      expect((await ada.ask(api.contact, { params: { handle } })).data?.handle).toBe(handle)
    }
  })

  it('is not shown without signing in', async () => {
    const server = await startServer()
    await server.member('ada')
    for (const route of [api.home, api.connectors, profileApi.devices, api.session]) {
      expect((await server.ask(route)).code).toBe('signed-out')
    }
    expect((await server.ask(api.contacts, { body: {} })).code).toBe('signed-out')
    expect((await server.ask(api.contact, { params: { handle: 'ada' } })).code).toBe('signed-out')
  })
})

describe('blocking', () => {
  it('is visible only to the member who blocks, and ends when they unblock', async () => {
    const server = await startServer()
    const [ada, grace] = [await server.person('ada'), await server.person('grace')]
    const list = async () => (await ada.ask(api.blocked)).data?.people
    const block = (handle: string, blocked: boolean) =>
      ada.ask(api.setBlocked, { params: { handle }, body: { blocked } })
    expect((await block('Grace', true)).data).toMatchObject({ handle: 'grace', blocked: true })
    expect(handles(await list())).toEqual(['grace'])
    expect((await ada.ask(api.contact, { params: { handle: 'grace' } })).data?.blocked).toBe(true)
    const seen = await grace.ask(api.contact, { params: { handle: 'ada' } })
    expect(seen.data?.blocked).toBe(false)
    expect((await grace.ask(api.blocked)).data?.people).toEqual([])
    // They remain a favourite.
    await ada.ask(api.setFavourite, { params: { handle: 'grace' }, body: { favourite: true } })
    expect((await block('grace', false)).data).toMatchObject({ blocked: false, favourite: true })
    expect(await list()).toEqual([])
  })

  it('is refused for oneself and for unknown members', async () => {
    const ada = await (await startServer()).person('ada')
    for (const handle of ['ada', 'nobody', 'no/handle']) {
      const answer = await ada.ask(api.setBlocked, { params: { handle }, body: { blocked: true } })
      expect([answer.status, answer.code]).toEqual([404, 'unknown-member'])
    }
  })
})

describe('attack: a member who marks everybody', () => {
  it.each([
    ['blocked', api.setBlocked, { blocked: true }],
    ['favourite', api.setFavourite, { favourite: true }],
  ] as const)('has at most 1,000 people as %s', async (column, route, body) => {
    const server = await startServer()
    const eve = await server.person('eve')
    for (const handle of ['last', 'more']) await server.member(handle)
    await server.peal.store.write(async (db) => {
      for (let n = 0; n < 1_200; n += 1) {
        const id = `m${n}`
        const no = { dnd_until: null, connector_last: null, photo_version: null, removed_at: null }
        const member = {
          id,
          handle: `m${n}`,
          name: `m${n}`,
          admin: 0,
          created_at: 0,
          ...no,
        } as const
        await db.insertInto('member').values(member).execute()
        // As many as an older version had let them.
        if (n >= 999 && column === 'favourite') continue
        const marked = { favourite: 0, blocked: 0, [column]: n < 999 ? 1 : 0 } as const
        const relation = { member_id: eve.memberId, other_id: id, last_call_at: null, ...marked }
        await db.insertInto('relation').values(relation).execute()
      }
    })
    const mark = (handle: string) => eve.ask(route, { params: { handle }, body: body as never })
    expect((await mark('last')).status).toBe(200)
    const refused = await mark('more')
    expect([refused.status, refused.code]).toEqual([413, 'too-large'])
    // Who is marked already stays so.
    expect((await mark('last')).status).toBe(200)
    await server.peal.store.write((db) =>
      db
        .updateTable('relation')
        .set({ [column]: 1 })
        .where('member_id', '=', eve.memberId)
        .execute(),
    )
    expect((await eve.ask(api.blocked)).data?.people.length).toBe(column === 'blocked' ? 1_000 : 0)
  })
})
