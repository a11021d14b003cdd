import { describe, expect, it } from 'vitest'
import { everyone, search } from '../../../push-server/people/contacts.ts'
import { startServer } from '../../support/server.ts'

describe('the contact list among many members', () => {
  it('finds at most a page, however common the prefix', async () => {
    const server = await startServer()
    const me = await server.member('me')
    const { store } = server.peal
    await store.write(async (db) => {
      for (let n = 0; n < 3_000; n += 1) {
        const [id, handle] = [`m${n}`, `common${n}`]
        const row = {
          admin: 0,
          dnd_until: null,
          connector_last: null,
          photo_version: null,
        } as const
        await db
          .insertInto('member')
          .values({ ...row, id, handle, name: handle, removed_at: null, created_at: 0 })
          .execute()
        await db.insertInto('member_word').values({ word: handle, member_id: id }).execute()
      }
    })
    expect(await search(store.read, me, 'c')).toHaveLength(50)
    expect(await search(store.read, me, 'c common2999')).toHaveLength(1)
    expect((await everyone(store.read, me, undefined))?.items).toHaveLength(50)
  })
})
