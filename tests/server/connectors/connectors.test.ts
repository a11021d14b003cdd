/** Connectors and their settings, over real HTTP. */
import { describe, expect, test } from 'vitest'
import { connectorApi } from '../../../protocol/connector-api.ts'
import { CATALOGUE } from '../../../protocol/connectors/catalogue.ts'
import { readConnectors } from '../../../push-server/connectors/connector-rows.ts'
import {
  HOST,
  OWN,
  SECRET,
  change,
  enabledIds,
  idsOf,
  listed,
  set,
  withAdmin,
} from '../../support/connector-admin.ts'
import { startServer } from '../../support/server.ts'

describe('connectors', () => {
  test('are visible to admins only, and can be changed by them only', async () => {
    const { server } = await withAdmin()
    const grace = await server.person('grace')
    const routes = Object.values(connectorApi).filter(({ path }) => path.startsWith('/api/admin/'))
    expect(routes.length).toBeGreaterThan(4)
    for (const route of routes) {
      const body = route.path.endsWith('connectors') && route.method === 'POST' ? OWN : { ids: [] }
      const answer = await grace.ask(route, { params: { id: 'jitsi' }, body: body as never })
      expect([route.path, answer.status, answer.code]).toEqual([route.path, 403, 'forbidden'])
    }
  })

  test('include the whole catalogue, of which only Peal’s own is on at first', async () => {
    const { ada } = await withAdmin()
    const { data } = await ada.ask(connectorApi.adminConnectors)
    expect(idsOf(data?.connectors)).toEqual(CATALOGUE.map(({ id }) => id))
    expect(data?.connectors.filter(({ enabled }) => enabled).map(({ id }) => id)).toEqual([
      'webrtc',
    ])
    expect(await enabledIds(ada)).toEqual(['webrtc'])
  })

  test('cannot be switched on without the host that they need', async () => {
    const { ada } = await withAdmin()
    expect(await change(ada, 'jitsi', { enabled: true })).toMatchObject({
      status: 400,
      code: 'invalid',
      field: 'host',
    })
    expect(await enabledIds(ada)).toEqual(['webrtc'])
    expect((await change(ada, 'jitsi', { enabled: true, settings: set(HOST) })).status).toBe(200)
    expect(await enabledIds(ada)).toEqual(['webrtc', 'jitsi'])
    // A required setting cannot be removed while it is on.
    expect(await change(ada, 'jitsi', { settings: set({ host: '' }) })).toMatchObject({
      field: 'host',
    })
  })

  test.each([
    ['host', 'javascript:alert(1)'],
    ['host', 'meet.example.org@evil.example'],
    ['host', 'm\u0435et.example.org'],
    ['host', 'meet.example.org/..'],
    ['host', '300.1.1.1'],
    ['roomName', 'everybody-in-here'],
    ['roomName', '../{call}'],
    ['secret', 'too short'],
    ['unknown', 'x'],
  ])('refuse the %s %j, and lose nothing', async (field, value) => {
    const { ada } = await withAdmin()
    const good = { ...HOST, appId: 'peal', secret: SECRET }
    await change(ada, 'jitsi', { enabled: true, settings: set(good) })
    const before = await listed(ada, 'jitsi')
    const answer = await change(ada, 'jitsi', { settings: set({ [field]: value }) })
    expect(answer).toMatchObject({ status: 400, code: 'invalid', field })
    expect(await listed(ada, 'jitsi')).toEqual(before)
  })

  test('refuse a host with U+0000, and lose nothing', async () => {
    const { ada } = await withAdmin()
    await change(ada, 'jitsi', { settings: set(HOST) })
    const before = await listed(ada, 'jitsi')
    const answer = await change(ada, 'jitsi', { settings: set({ host: 'meet\u0000.example.org' }) })
    expect(answer).toMatchObject({ status: 400, code: 'invalid' })
    expect(await listed(ada, 'jitsi')).toEqual(before)
  })

  test('accept a pasted address as its host', async () => {
    const { ada } = await withAdmin()
    await change(ada, 'jitsi', { settings: set({ host: ' https://Meet.Example.org/ ' }) })
    const host = (await listed(ada, 'jitsi'))?.settings.find(({ name }) => name === 'host')
    expect(host?.value).toBe('meet.example.org')
  })

  test('never show a signing key, keep it until it is replaced, and need an application id for it', async () => {
    const { ada } = await withAdmin()
    expect(
      await change(ada, 'jitsi', { settings: set({ ...HOST, secret: SECRET }) }),
    ).toMatchObject({
      field: 'appId',
    })
    const kept = async () => {
      const jitsi = await listed(ada, 'jitsi')
      expect(JSON.stringify(jitsi)).not.toContain(SECRET)
      return jitsi?.settings.find(({ name }) => name === 'secret')?.kept
    }
    await change(ada, 'jitsi', { settings: set({ ...HOST, appId: 'peal', secret: SECRET }) })
    expect(await kept()).toBe(true)
    await change(ada, 'jitsi', { settings: set({ host: 'other.example.org' }) })
    expect(await kept()).toBe(true)
    await change(ada, 'jitsi', { settings: set({ secret: '' }) })
    expect(await kept()).toBe(false)
  })

  test('keep order, title and settings over a restart', async () => {
    const { server, ada } = await withAdmin()
    await change(ada, 'jitsi', { enabled: true, title: 'Our Jitsi', settings: set(HOST) })
    await ada.ask(connectorApi.orderConnectors, { body: { ids: ['jitsi', 'phone', 'nobody'] } })
    await server.peal.stop()
    const after = await startServer({ settings: { dataFolder: server.folder } })
    const again = await after.signIn('ada')
    const { data } = await again.ask(connectorApi.adminConnectors)
    expect(idsOf(data?.connectors)?.slice(0, 3)).toEqual(['jitsi', 'phone', 'webrtc'])
    expect(await enabledIds(again)).toEqual(['jitsi', 'webrtc'])
    expect(await listed(again, 'jitsi')).toMatchObject({
      title: 'Our Jitsi',
      firstTitle: 'Jitsi Meet',
    })
  })

  test('are not found if unknown, or if one of the catalogue is changed like an own one', async () => {
    const { ada } = await withAdmin()
    expect(await change(ada, 'nobody', { enabled: true })).toMatchObject({ code: 'not-found' })
    expect(await change(ada, 'jitsi', { own: OWN })).toMatchObject({ code: 'not-found' })
    const remove = await ada.ask(connectorApi.removeConnector, { params: { id: 'jitsi' } })
    expect(remove.code).toBe('not-found')
  })
})

describe('rows of another version', () => {
  const kept = (more: object) => JSON.stringify({ values: {}, ...more })

  test.each([
    ['no JSON', 'jitsi', '{'],
    ['JSON of another form', 'jitsi', '{"values":{"host":1}}'],
    ['one on that lacks a setting', 'jitsi', kept({})],
    ['an own one of another form', 'gone', kept({ own: { title: 'Gone' } })],
  ])('with %s are off, and the server starts', async (_, id, settings) => {
    const { server } = await withAdmin()
    const row = { id, position: 1, enabled: 1 as const, settings, secret: null }
    await server.peal.store.write((db) => db.insertInto('connector').values(row).execute())
    const all = await readConnectors(server.peal.store.read, CATALOGUE)
    expect(all.map(({ connector }) => connector.id).sort()).toEqual(
      CATALOGUE.map((each) => each.id).sort(),
    )
    expect(all.filter(({ enabled }) => enabled).map(({ connector }) => connector.id)).toEqual([
      'webrtc',
    ])
  })

  test('do not replace a connector of the catalogue by an own one with its id', async () => {
    const { server } = await withAdmin()
    const settings = kept({ own: OWN, removed: true })
    const row = { id: 'phone', position: 1, enabled: 1 as const, settings, secret: null }
    await server.peal.store.write((db) => db.insertInto('connector').values(row).execute())
    const all = await readConnectors(server.peal.store.read, CATALOGUE)
    expect(all.find(({ connector }) => connector.id === 'phone')).toMatchObject({
      own: null,
      removed: false,
      connector: { title: 'Phone', template: 'tel:{account}' },
    })
  })
})

test('changes of connectors are recorded, but not those that were refused', async () => {
  const { server, ada } = await withAdmin()
  await change(ada, 'jitsi', { enabled: true })
  await change(ada, 'jitsi', { settings: set({ ...HOST, appId: 'peal', secret: SECRET }) })
  await change(ada, 'jitsi', { enabled: true, title: 'Our Jitsi' })
  await change(ada, 'jitsi', { enabled: false })
  await ada.ask(connectorApi.orderConnectors, { body: { ids: ['jitsi'] } })
  await ada.ask(connectorApi.addConnector, { body: OWN })
  const acts = await server.peal.store.read.selectFrom('admin_act').selectAll().execute()
  const hers = acts.filter(
    ({ member_id, act }) => member_id === ada.memberId && act !== 'link-used',
  )
  expect(hers.map(({ member_id, act, target }) => [member_id, act, target])).toEqual(
    [
      ['connector-changed', 'Jitsi Meet'],
      ['connector-on', 'Our Jitsi'],
      ['connector-off', 'Our Jitsi'],
      ['connectors-ordered', ''],
      ['connector-added', 'Our desk'],
    ].map((act) => [ada.memberId, ...act]),
  )
  expect(JSON.stringify(acts)).not.toContain(SECRET)
})
