import { describe, expect, it } from 'vitest'
import { search } from '../../../push-server/people/contact-search.ts'
import { everyone } from '../../../push-server/people/contacts.ts'
import { startServer, type TestServer } from '../../support/server.ts'

/** Adds 3,000 members with these words in the index, and one more; returns its id. */
async function fill(
  server: TestServer,
  wordsOf: (n: number) => readonly string[],
): Promise<string> {
  const me = await server.member('me')
  await server.peal.store.write(async (db) => {
    for (let n = 0; n < 3_000; n += 1) {
      const [id, handle] = [`m${n}`, `common${n}`]
      const row = { admin: 0, dnd_until: null, connector_last: null, photo_version: null } as const
      await db
        .insertInto('member')
        .values({ ...row, id, handle, name: handle, removed_at: null, created_at: 0 })
        .execute()
      const words = wordsOf(n).map((word) => ({ word, member_id: id }))
      await db.insertInto('member_word').values(words).execute()
    }
  })
  return me
}

describe('the contact list among many members', () => {
  it('finds at most a page, however common the prefix', async () => {
    const server = await startServer()
    const me = await fill(server, (n) => [`common${n}`])
    const { store } = server.peal
    expect(await search(store.read, me, 'c')).toHaveLength(50)
    expect(await search(store.read, me, 'c common2999')).toHaveLength(1)
    expect((await everyone(store.read, me, undefined))?.items).toHaveLength(50)
  })
})

describe('attack: a search for several common words', () => {
  it('lets everything else have its turn meanwhile, and finds who is far behind', async () => {
    const server = await startServer()
    const me = await fill(server, (n) => (n < 1_500 || n === 2_999 ? ['anna', `x${n}`] : ['bruno']))
    const { store } = server.peal
    await store.write((db) =>
      db.insertInto('member_word').values({ word: 'bruno', member_id: 'm999' }).execute(),
    )
    let turns = 0
    let timer = setImmediate(function turn() {
      turns += 1
      timer = setImmediate(turn)
    })
    const found = await search(store.read, me, 'anna bruno')
    clearImmediate(timer)
    expect(found.map(({ handle }) => handle)).toEqual(['common999'])
    expect(turns).toBeGreaterThan(2)
  })

  it('runs one step in a turn of the event loop, however many search at once', async () => {
    const server = await startServer()
    const me = await fill(server, (n) => [n % 2 === 0 ? 'anna' : 'bruno', `x${n}`])
    let queries = 0
    let most = 0
    const counting = server.peal.store.read.withPlugin({
      transformQuery: ({ node }) => {
        queries += 1
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    })
    let timer = setImmediate(function turn() {
      most = Math.max(most, queries)
      queries = 0
      timer = setImmediate(turn)
    })
    const searches = Array.from({ length: 20 }, () => search(counting, me, 'anna bruno'))
    expect((await Promise.all(searches)).flat()).toEqual([])
    clearImmediate(timer)
    // One reads the matching rows, the other where they end; another step may end in the same turn.
    expect(most).toBeLessThanOrEqual(4)
  })
})
