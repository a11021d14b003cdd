/** Pages are told when what they show may have changed, so that they read it again. */
import { describe, expect, test } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { connectorApi } from '../../../protocol/connector-api.ts'
import type { Changed } from '../../../protocol/signals.ts'
import { HOST, change, set } from '../../support/connector-admin.ts'
import { startServer } from '../../support/server.ts'
import type { TestDevice } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { CallWindow, answeredCall, openPage } from '../../support/two-people.ts'

const heard = (page: SocketClient, what: Changed['what'], handle?: string) =>
  page.next('changed', (message) => message.what === what && message.handle === handle)

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const of = (handle: string) => ({ params: { handle } })

async function room() {
  const server = await startServer()
  await server.member('root', 'Root', true)
  const root = await server.signIn('root')
  const ada = await server.person('ada')
  const grace = await server.person('grace')
  const pages = { root: await openPage(server, root), ada: await openPage(server, ada) }
  // What happened before does not belong to the test.
  await Promise.all(Object.values(pages).map((page) => heard(page, 'people', 'grace')))
  return { server, root, ada, grace, pages }
}

describe('an open page is told', () => {
  test('who joined, has another name, photo or account, and who left', async () => {
    const { server, root, grace, pages } = await room()
    const url = (await root.ask(api.invite)).data?.url ?? 'none:'
    const body = { handle: 'linus', name: 'Linus', password: null, client }
    await server.ask(signInApi.join, { body: { ...body, token: new URL(url).hash.slice(1) } })
    await heard(pages.ada, 'people', 'linus')
    await root.ask(adminApi.addMember, { body: { handle: 'ken', name: 'Ken' } })
    await heard(pages.ada, 'people', 'ken')
    await grace.ask(profileApi.changeProfile, { body: { name: 'Amazing Grace' } })
    await heard(pages.ada, 'people', 'grace')
    await grace.ask(profileApi.removePhoto)
    await heard(pages.ada, 'people', 'grace')
    await root.ask(adminApi.removeMember, of('ken'))
    await heard(pages.ada, 'people', 'ken')
  })

  test('of one’s own favourites, blocks, devices, profile and of being an admin', async () => {
    const { server, root, ada, pages } = await room()
    const elsewhere = await server.signIn('ada')
    await heard(pages.ada, 'self')
    await elsewhere.ask(api.setBlocked, { ...of('grace'), body: { blocked: true } })
    await heard(pages.ada, 'relations', 'grace')
    await elsewhere.ask(api.setFavourite, { ...of('grace'), body: { favourite: true } })
    await heard(pages.ada, 'relations', 'grace')
    await elsewhere.ask(profileApi.changeProfile, { body: { dndUntil: null } })
    await heard(pages.ada, 'self')
    const ringHere = { params: { id: ada.deviceId }, body: { ringHere: false } }
    await elsewhere.ask(profileApi.changeDevice, ringHere)
    await heard(pages.ada, 'self')
    await root.ask(adminApi.setAdmin, { ...of('ada'), body: { admin: true } })
    await heard(pages.ada, 'self')
    // From now on it is told what admins see.
    await root.ask(adminApi.changeSettings, { body: { ringSeconds: 20 } })
    await heard(pages.ada, 'admin')
  })

  test('which ways to call are switched on, in which order', async () => {
    const { root, pages } = await room()
    await change(root, 'jitsi', { enabled: true, settings: set(HOST) })
    await heard(pages.ada, 'connectors')
    await root.ask(connectorApi.orderConnectors, { body: { ids: ['jitsi', 'webrtc'] } })
    await heard(pages.ada, 'connectors')
  })

  test('and an admin’s, what was done and set', async () => {
    const { root, pages } = await room()
    await root.ask(api.invite)
    await heard(pages.root, 'admin')
    await root.ask(adminApi.changeSettings, { body: { ringSeconds: 20 } })
    await heard(pages.root, 'admin')
    expect(pages.ada.all('changed').filter(({ what }) => what === 'admin')).toEqual([])
  })

  test('of a change that came just before it connected', async () => {
    const { server, ada, grace, pages } = await room()
    await grace.ask(profileApi.changeProfile, { body: { name: 'Amazing Grace' } })
    await heard(pages.ada, 'people', 'grace')
    await heard(await openPage(server, ada), 'people', 'grace')
  })

  test('of nothing that concerns another member only', async () => {
    const { ada, grace, pages } = await room()
    const told = () => pages.root.all('changed').filter(({ what }) => what !== 'admin')
    const before = told().length
    await grace.ask(api.setFavourite, { ...of('ada'), body: { favourite: true } })
    await ada.ask(api.setFavourite, { ...of('grace'), body: { favourite: true } })
    await heard(pages.ada, 'relations', 'grace')
    expect(told().length).toBe(before)
  })
})

test('nobody else is told when a member switches do not disturb, or saves the name that they have', async () => {
  const { root, ada, grace, pages } = await room()
  await grace.ask(api.setBlocked, { ...of('ada'), body: { blocked: true } })
  const told = () => pages.ada.all('changed').filter(({ what }) => what === 'people')
  const before = told().length
  await grace.ask(profileApi.changeProfile, { body: { dndUntil: Date.now() + 3_600_000 } })
  await grace.ask(profileApi.changeProfile, { body: { dndUntil: null } })
  await grace.ask(profileApi.changeProfile, { body: { name: 'grace' } })
  // Told after all of that.
  await root.ask(adminApi.addMember, { body: { handle: 'ken', name: 'Ken' } })
  await heard(pages.ada, 'people', 'ken')
  expect(
    told()
      .slice(before)
      .map(({ handle }) => handle),
  ).toEqual(['ken'])
  expect((await ada.ask(api.contact, of('grace'))).data?.name).toBe('grace')
})

test('a page of somebody who is no admin any more is not told what admins see, though it said no hello before', async () => {
  const { server, root } = await room()
  const bob = await server.person('bob', { admin: true })
  const silent = await SocketClient.open(server, bob)
  await root.ask(adminApi.setAdmin, { ...of('bob'), body: { admin: false } })
  await silent.hello()
  const before = silent.all('changed').length
  await root.ask(api.invite)
  await root.ask(adminApi.addMember, { body: { handle: 'ken', name: 'Ken' } })
  await silent.next('changed', ({ handle }) => handle === 'ken')
  const later = silent.all('changed').slice(before)
  expect(later.filter(({ what }) => what === 'admin')).toEqual([])
})

test('a ring shows the handle beside a name that somebody else has taken meanwhile', async () => {
  const { server, ada, grace } = await room()
  await ada.ask(profileApi.changeProfile, { body: { name: 'Ada Lovelace' } })
  const people = { server, ada, grace }
  const first = await answeredCall(people)
  await first.caller.client.ask({
    type: 'call.hangup',
    callId: first.callId,
    legId: first.caller.legId,
  })
  const mallory = await server.person('mallory')
  await mallory.ask(profileApi.changeProfile, { body: { name: 'Ada Lovelace' } })
  const window = await CallWindow.open(server, ada)
  const callId = await window.place('grace')
  const ring = await first.tab.next('ring', ({ call }) => call.callId === callId)
  expect(ring.call.peer.name).toBe('Ada Lovelace (ada)')
})

test('the pages of a call show the other’s new name', async () => {
  const { server, ada, grace } = await room()
  const named = async (device: TestDevice, name: string) => {
    await device.ask(profileApi.changeProfile, { body: { name } })
  }
  const { caller } = await answeredCall({ server, ada, grace })
  await named(grace, 'Amazing Grace')
  const { peer } = await caller.client.next('call', ({ peer }) => peer.name === 'Amazing Grace')
  expect(peer.handle).toBe('grace')
})
