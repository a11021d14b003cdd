/** Handles of removed members that were given to somebody else, and handles that were corrected: nobody trips over one. */
import { describe, expect, it } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import { api } from '../../../protocol/api.ts'
import { handle as handleSchema } from '../../../protocol/people.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { runCommand } from '../../../push-server/admin/run-command.ts'
import * as v from 'valibot'
import { TestClock, startServer } from '../../support/server.ts'
import { CallWindow, openPage, twoPeople } from '../../support/two-people.ts'

const of = (handle: string) => ({ params: { handle } })
const client = { kind: 'desktop', maxTouchPoints: 0 } as const

async function administered() {
  const clock = new TestClock(Date.now())
  const server = await startServer({ clock })
  await server.member('root', 'Root', true)
  return { clock, server, root: await server.signIn('root') }
}

/** Ann has called Bob, was removed, and a second Ann has her handle. */
async function givenOut() {
  const { server, root } = await administered()
  const ann = await server.person('ann')
  const bob = await server.person('bob')
  const window = await CallWindow.open(server, ann)
  const callId = await window.place('bob')
  await window.client.ask({ type: 'call.hangup', callId, legId: window.legId })
  await root.ask(adminApi.removeMember, of('ann'))
  const body = { handle: 'ann', name: 'Ann Two', reuse: true }
  expect((await root.ask(adminApi.addMember, { body })).status).toBe(200)
  const removed = (await root.ask(adminApi.removedMembers)).data?.members[0]
  if (removed === undefined) throw new Error('nobody was removed')
  return { server, root, ann, bob, removed }
}

const command = (
  server: Awaited<ReturnType<typeof startServer>>,
  asked: Parameters<typeof runCommand>[1],
) => {
  const none = { list: () => [], change: () => Promise.resolve({ ok: true }) }
  const push = { rotateKeys: () => Promise.resolve('') }
  return runCommand({ people: server.peal.people, connectors: none, push }, asked)
}

describe('a removed member whose handle was given out again', () => {
  it('is shown to others under a valid handle, by which their missed calls are seen and their history is read', async () => {
    const { bob } = await givenOut()
    const [group] = (await bob.ask(api.missed)).data?.groups ?? []
    const handle = group?.peer.handle ?? ''
    expect(handle).not.toBe('ann')
    expect(v.is(handleSchema, handle)).toBe(true)
    expect(
      (await bob.ask(api.history, { body: { filter: 'all', with: handle } })).data?.items,
    ).toHaveLength(1)
    const seen = await bob.ask(api.seen, { body: { upTo: Date.now() + 60_000, with: handle } })
    expect(seen.status).toBe(200)
    expect((await bob.ask(api.missed)).data?.groups).toEqual([])
  })

  it('ends no page that watches them, and neither does any other text that is no handle', async () => {
    const { server, bob, removed } = await givenOut()
    const page = await openPage(server, bob)
    const handles = [removed.handle, '~LRTNx', '', 'Root']
    page.send({ type: 'presence.watch', handles })
    expect(await page.next('presence')).toMatchObject({ handle: 'root' })
    await page.settled()
  })

  it('is listed with the handle that they had, and comes back under another one that is asked for', async () => {
    const { root, bob, removed } = await givenOut()
    expect(removed).toMatchObject({ hadHandle: 'ann', name: 'ann' })
    const back = (handle?: string) =>
      root.ask(adminApi.restoreMember, { ...of(removed.handle), body: { handle } })
    expect([(await back()).code, (await back('bob')).code]).toEqual([
      'handle-taken',
      'handle-taken',
    ])
    expect((await back('ann-2')).status).toBe(200)
    expect((await bob.ask(api.contact, of('ann-2'))).data?.name).toBe('ann')
    expect((await bob.ask(api.contact, of('ann'))).data?.name).toBe('Ann Two')
    expect((await bob.ask(api.search, { body: { q: 'ann-2' } })).data?.items).toHaveLength(1)
    const listed = await root.ask(adminApi.members, { body: { after: 'ann-2' } })
    expect(listed.status).toBe(200)
  })

  it('is brought back by the command line by the handle that they had', async () => {
    const { server } = await givenOut()
    expect(await command(server, { do: 'member restore', handle: 'ann' })).toEqual({
      ok: false,
      problem: 'The handle "ann" is taken; --to brings them back under another one.',
    })
    const back = await command(server, { do: 'member restore', handle: 'ann', to: 'ann-2' })
    expect(back).toMatchObject({ ok: true, lines: ['ann-2 is a member again.'] })
    expect((await server.signIn('ann-2')).memberId).not.toBe('')
  })
})

describe('a former handle of a removed member', () => {
  it('can be given out again, to a new member and as a correction, after a question', async () => {
    const { server, root } = await administered()
    await server.member('aa')
    await server.member('other')
    await root.ask(adminApi.changeHandle, { ...of('aa'), body: { handle: 'bb' } })
    await root.ask(adminApi.changeHandle, { ...of('bb'), body: { handle: 'cc' } })
    await root.ask(adminApi.removeMember, of('cc'))
    const add = (reuse: boolean) =>
      root.ask(adminApi.addMember, { body: { handle: 'aa', name: 'New', reuse } })
    expect((await add(false)).code).toBe('handle-removed')
    expect((await add(true)).status).toBe(200)
    const correct = (reuse: boolean) =>
      root.ask(adminApi.changeHandle, { ...of('other'), body: { handle: 'bb', reuse } })
    expect((await correct(false)).code).toBe('handle-removed')
    expect((await correct(true)).data?.handle).toBe('bb')
    const asked = { do: 'member handle', handle: 'bb', to: 'cc' } as const
    expect(await command(server, asked)).toMatchObject({
      problem: 'The handle "cc" was a removed member\'s. --reuse gives it out again.',
    })
    expect(await command(server, { ...asked, reuse: true })).toMatchObject({ ok: true })
  })
})

describe('a corrected handle', () => {
  it('leads an admin who removes by the former one, and brings back by it, to the member', async () => {
    const { server, root } = await administered()
    await server.member('ada')
    await root.ask(adminApi.changeHandle, { ...of('ada'), body: { handle: 'bob2' } })
    const made = await root.ask(adminApi.setAdmin, { ...of('ada'), body: { admin: true } })
    expect(made.data).toMatchObject({ handle: 'bob2', admin: true })
    const removed = await command(server, { do: 'member remove', handle: 'ada' })
    expect(removed).toMatchObject({ json: { handle: 'bob2' }, lines: ['Removed bob2.'] })
    const back = await command(server, { do: 'member restore', handle: 'ada' })
    expect(back).toMatchObject({ lines: ['bob2 is a member again.'] })
  })

  it('of the last member of a page does not end the list of the Admin page', async () => {
    const { server, root } = await administered()
    for (let n = 0; n < 70; n += 1) await server.member(`m${n}`, `Ma ${String(n).padStart(2, '0')}`)
    const after = (await root.ask(adminApi.members, { body: {} })).data?.next ?? ''
    await root.ask(adminApi.changeHandle, { ...of(after), body: { handle: 'other' } })
    expect((await root.ask(adminApi.members, { body: { after } })).data?.items).toHaveLength(21)
  })

  it('gives nobody who guesses a password more tries', async () => {
    const { server, root } = await administered()
    await server.member('ann')
    await root.ask(adminApi.changeHandle, { ...of('ann'), body: { handle: 'ann2' } })
    const codes = []
    for (let n = 0; n < 12; n += 1) {
      const body = { handle: n % 2 === 0 ? 'ann' : 'ann2', password: 'wrong wrong wrong', client }
      codes.push((await server.ask(signInApi.signInByPassword, { body })).code)
    }
    expect(codes.filter((code) => code === 'wrong-password')).toHaveLength(10)
  })

  it('still leads pages that know the former one to the history, missed calls and presence', async () => {
    const people = await twoPeople(await startServer())
    const { server, ada, grace } = people
    const window = await CallWindow.open(server, ada)
    const callId = await window.place('grace')
    await window.client.ask({ type: 'call.hangup', callId, legId: window.legId })
    const page = await openPage(server, grace)
    page.send({ type: 'presence.watch', handles: ['ada'] })
    expect(await page.next('presence')).toMatchObject({ handle: 'ada' })
    expect((await server.peal.people.renameMember('ada', { next: 'ada2' })).ok).toBe(true)
    const history = await grace.ask(api.history, { body: { filter: 'all', with: 'ada' } })
    expect(history.data?.items).toHaveLength(1)
    await grace.ask(api.seen, { body: { upTo: Date.now() + 60_000, with: 'ada' } })
    expect((await grace.ask(api.missed)).data?.groups).toEqual([])
    const other = await openPage(server, grace)
    other.send({ type: 'presence.watch', handles: ['ada'] })
    const seen = await other.next('presence')
    expect(seen.handle).toBe('ada')
    // A page that knows the present handle is told by that one.
    const third = await openPage(server, grace)
    third.send({ type: 'presence.watch', handles: ['ada2'] })
    expect((await third.next('presence')).handle).toBe('ada2')
  })
})

describe('members who were removed', () => {
  it('can all be brought back, also those whom a long list no longer shows', async () => {
    const { server, root, clock } = await administered()
    const now = clock.now()
    await server.peal.store.write(async (db) => {
      for (let n = 0; n < 202; n += 1) {
        const names = { id: `id-${n}`, handle: `gone${n}`, name: `Gone ${n}`, admin: 0 } as const
        const none = { dnd_until: null, connector_last: null, photo_version: null }
        const times = { created_at: now, removed_at: now - (202 - n) * 1_000 }
        await db
          .insertInto('member')
          .values({ ...names, ...none, ...times })
          .execute()
      }
    })
    expect((await root.ask(adminApi.restoreMember, of('gone0'))).status).toBe(200)
  })
})
