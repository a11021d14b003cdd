import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { PAGE_SIZE } from '../../../protocol/people.ts'
import { searchAmong } from '../../../protocol/words.ts'
import type { TestDevice } from '../../support/server.ts'
import { startServer } from '../../support/server.ts'

const handles = (items: readonly { handle: string }[] | undefined) =>
  items?.map(({ handle }) => handle)

async function found(device: TestDevice, q: string) {
  return handles((await device.ask(api.search, { body: { q } })).data?.items)
}

describe('search', () => {
  it('finds members by the beginning of any word of name or handle, ignoring case and accents', async () => {
    const server = await startServer()
    const me = await server.person('me')
    await server.member('ada', 'Ada Lovelace')
    await server.member('grace.h', 'Grace Hopper')
    await server.member('jn', 'José Núñez')
    expect(await found(me, 'LOVE')).toEqual(['ada'])
    expect(await found(me, 'hop')).toEqual(['grace.h'])
    expect(await found(me, 'grace.h')).toEqual(['grace.h'])
    expect(await found(me, 'jose nun')).toEqual(['jn'])
    expect(await found(me, 'nun JÓS')).toEqual(['jn'])
    expect(await found(me, 'ove')).toEqual([])
    expect(await found(me, 'ada hop')).toEqual([])
    expect(await found(me, '  ')).toEqual([])
    expect(await found(me, '%')).toEqual([])
  })

  it('finds members who match all words, whichever of them is rare', async () => {
    const server = await startServer()
    const me = await server.person('me')
    for (let n = 0; n < 60; n += 1) await server.member(`s${n}`, `Smith Number${n}`)
    await server.member('zoe', 'Zoe Smith')
    expect(await found(me, 'smith zoe')).toEqual(['zoe'])
    expect(await found(me, 'zoe smith')).toEqual(['zoe'])
    expect(await found(me, 's')).toHaveLength(PAGE_SIZE)
  })

  it('finds names joined or separated otherwise than they are written', async () => {
    const server = await startServer()
    const me = await server.person('me')
    await server.member('vdb', 'Vanderberg')
    await server.member('berg', 'Anna van der Berg')
    await server.member('other', 'Berg Vander')
    await server.member('ob', 'OBrien')
    await server.member('fox', '🦊')
    expect(await found(me, 'van der berg')).toEqual(['berg', 'other', 'vdb'])
    expect(await found(me, 'vanderberg')).toEqual(['berg', 'vdb'])
    expect(await found(me, 'berg vander')).toEqual(['berg', 'other'])
    expect(await found(me, "O'Brien")).toEqual(['ob'])
    expect(await found(me, '🦊')).toEqual(['fox'])
    expect(await found(me, 'van der bergen')).toEqual([])
  })

  it('gives the same people in the same order as a page does that is offline', async () => {
    const server = await startServer()
    const me = await server.person('me')
    await server.member('h23', 'Ada')
    await server.member('a1', 'Ada')
    await server.member('b1', 'Ada B')
    await server.member('eve', 'Ada (ada)')
    await server.member('six', 'One Two Three Four Five Six')
    const seen = (await me.ask(api.home)).data?.everyone.items ?? []
    for (const q of ['ada', 'adah', 'ada eve', 'one two three four five six zzz', 'one zzz']) {
      expect([q, await found(me, q)]).toEqual([q, handles(searchAmong(seen, q))])
    }
    expect(await found(me, 'ada')).toEqual(['a1', 'h23', 'eve', 'b1'])
    expect(await found(me, 'one two three four five six zzz')).toEqual(['six'])
  })

  it('takes a name of 80 characters, however many units they take', async () => {
    const server = await startServer()
    const me = await server.person('me')
    const name = '𞤀'.repeat(80)
    const adlam = await server.person('adlam')
    expect((await adlam.ask(profileApi.changeProfile, { body: { name } })).status).toBe(200)
    expect(await found(me, name)).toEqual(['adlam'])
  })

  it('finds neither oneself nor removed members, and new names at once', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const grace = await server.person('grace')
    expect(await found(ada, 'ada')).toEqual([])
    await grace.ask(profileApi.changeProfile, { body: { name: 'Rear Admiral' } })
    expect(await found(ada, 'admiral')).toEqual(['grace'])
    await server.peal.people.removeMember('grace')
    expect(await found(ada, 'admiral')).toEqual([])
  })
})
