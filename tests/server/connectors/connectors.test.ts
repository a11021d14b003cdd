/** What administrators set of connectors, over real HTTP. */
import { jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { connectorApi } from '../../../protocol/connector-api.ts'
import type { OwnConnector } from '../../../protocol/connector-api.ts'
import { CATALOGUE } from '../../../protocol/connectors/catalogue.ts'
import type { RequestOf } from '../../../protocol/route.ts'
import { readConnectors } from '../../../push-server/connectors/connector-rows.ts'
import { startServer } from '../../support/server.ts'
import type { TestDevice } from '../../support/server.ts'

const SECRET = 'a signing key'.replaceAll(' ', '-').padEnd(32, '!')
const HOST = { host: 'meet.example.org' }

/** Settings as the route takes them. */
const set = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

async function withAdmin() {
  const server = await startServer()
  const ada = await server.person('ada', { admin: true })
  return { server, ada }
}

const idsOf = (list: readonly { id: string }[] | undefined) => list?.map(({ id }) => id)

function change(ada: TestDevice, id: string, body: RequestOf<typeof connectorApi.changeConnector>) {
  return ada.ask(connectorApi.changeConnector, { params: { id }, body })
}

async function listed(ada: TestDevice, id: string) {
  const { data } = await ada.ask(connectorApi.adminConnectors)
  return data?.connectors.find((connector) => connector.id === id)
}

async function enabledIds(device: TestDevice) {
  return idsOf((await device.ask(api.connectors)).data?.connectors)
}

const OWN: OwnConnector = {
  title: 'Our desk',
  hint: 'The desk',
  kind: 'dial',
  template: 'https://desk.example.org/{account}',
  account: { label: 'desk number', form: 'number' },
}

describe('connectors', () => {
  test('nobody but admins sees or changes them', async () => {
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

  test('all of the catalogue is there, and only Peal’s own is on at first', async () => {
    const { ada } = await withAdmin()
    const { data } = await ada.ask(connectorApi.adminConnectors)
    expect(idsOf(data?.connectors)).toEqual(CATALOGUE.map(({ id }) => id))
    expect(data?.connectors.filter(({ enabled }) => enabled).map(({ id }) => id)).toEqual([
      'webrtc',
    ])
    expect(await enabledIds(ada)).toEqual(['webrtc'])
  })

  test('one that needs a host is on only once it has one', async () => {
    const { ada } = await withAdmin()
    expect(await change(ada, 'jitsi', { enabled: true })).toMatchObject({
      status: 400,
      code: 'invalid',
      field: 'host',
    })
    expect(await enabledIds(ada)).toEqual(['webrtc'])
    expect((await change(ada, 'jitsi', { enabled: true, settings: set(HOST) })).status).toBe(200)
    expect(await enabledIds(ada)).toEqual(['webrtc', 'jitsi'])
    // What it needs cannot be taken away while it is on.
    expect(await change(ada, 'jitsi', { settings: set({ host: '' }) })).toMatchObject({
      field: 'host',
    })
  })

  test.each([
    ['host', 'javascript:alert(1)'],
    ['host', 'meet.example.org@evil.example'],
    ['host', 'm\u0435et.example.org'],
    ['host', 'meet.example.org/..'],
    ['host', 'meet\u0000.example.org'],
    ['host', '300.1.1.1'],
    ['host', 'xn--a'],
    ['roomName', 'everybody-in-here'],
    ['roomName', '../{call}'],
    ['secret', 'too short'],
    ['unknown', 'x'],
  ])('%s: %j is refused, and nothing is lost', async (field, value) => {
    const { ada } = await withAdmin()
    const good = { ...HOST, appId: 'peal', secret: SECRET }
    await change(ada, 'jitsi', { enabled: true, settings: set(good) })
    const before = await listed(ada, 'jitsi')
    const answer = await change(ada, 'jitsi', { settings: set({ [field]: value }) })
    expect(answer).toMatchObject({ status: 400, code: 'invalid', field })
    expect(await listed(ada, 'jitsi')).toEqual(before)
  })

  test('a pasted address is read as its host', async () => {
    const { ada } = await withAdmin()
    await change(ada, 'jitsi', { settings: set({ host: ' https://Meet.Example.org/ ' }) })
    const host = (await listed(ada, 'jitsi'))?.settings.find(({ name }) => name === 'host')
    expect(host?.value).toBe('meet.example.org')
  })

  test('a signing key is told to nobody, stays until it is replaced, and needs an application id', async () => {
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

  test('order, title and settings survive a restart', async () => {
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

  test('an unknown one, and an own change of the catalogue’s, are not found', async () => {
    const { ada } = await withAdmin()
    expect(await change(ada, 'nobody', { enabled: true })).toMatchObject({ code: 'not-found' })
    expect(await change(ada, 'jitsi', { own: OWN })).toMatchObject({ code: 'not-found' })
    const remove = await ada.ask(connectorApi.removeConnector, { params: { id: 'jitsi' } })
    expect(remove.code).toBe('not-found')
  })
})

describe('rows that another Peal wrote', () => {
  const kept = (more: object) => JSON.stringify({ values: {}, ...more })

  test.each([
    ['no JSON', 'jitsi', '{'],
    ['JSON of another form', 'jitsi', '{"values":{"host":1}}'],
    ['one on that lacks a setting', 'jitsi', kept({})],
    ['an own one of another form', 'gone', kept({ own: { title: 'Gone' } })],
  ])('%s: off, and the server starts', async (_, id, settings) => {
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

  test('an own one that has the id of one of the catalogue does not stand in its place', async () => {
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

test('what was done is written down, and nothing of what was refused', async () => {
  const { server, ada } = await withAdmin()
  await change(ada, 'jitsi', { enabled: true })
  await change(ada, 'jitsi', { settings: set({ ...HOST, appId: 'peal', secret: SECRET }) })
  await change(ada, 'jitsi', { enabled: true, title: 'Our Jitsi' })
  await change(ada, 'jitsi', { enabled: false })
  await ada.ask(connectorApi.orderConnectors, { body: { ids: ['jitsi'] } })
  await ada.ask(connectorApi.addConnector, { body: OWN })
  const acts = await server.peal.store.read.selectFrom('admin_act').selectAll().execute()
  const hers = acts.filter(({ member_id }) => member_id === ada.memberId)
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

describe('own connectors', () => {
  async function add(ada: TestDevice, own: OwnConnector) {
    const before = idsOf((await ada.ask(connectorApi.adminConnectors)).data?.connectors) ?? []
    const answer = await ada.ask(connectorApi.addConnector, { body: own })
    const id = answer.data?.connectors.find((each) => !before.includes(each.id))?.id ?? ''
    return { answer, id }
  }

  test('one is added off, changed, switched on, and removed', async () => {
    const { ada } = await withAdmin()
    const { answer, id } = await add(ada, OWN)
    expect(answer.data?.connectors.at(-1)).toMatchObject({ id, enabled: false, own: OWN })
    const own = { ...OWN, title: 'The desk' }
    await change(ada, id, { own, enabled: true })
    expect((await ada.ask(api.connectors)).data?.connectors.at(-1)).toEqual({
      id,
      title: 'The desk',
      hint: 'The desk',
      icon: 'plug',
      kind: 'dial',
      account: { type: id, label: 'desk number' },
      tab: true,
    })
    await ada.ask(connectorApi.removeConnector, { params: { id } })
    expect(await listed(ada, id)).toBeUndefined()
    expect(await enabledIds(ada)).toEqual(['webrtc'])
    expect(await change(ada, id, { enabled: true })).toMatchObject({ code: 'not-found' })
  })

  test('its title may be changed by itself, and its kind never', async () => {
    const { ada } = await withAdmin()
    const { id } = await add(ada, OWN)
    await change(ada, id, { title: 'Reception' })
    expect(await listed(ada, id)).toMatchObject({
      title: 'Reception',
      own: { ...OWN, title: 'Reception' },
    })
    const own = { ...OWN, kind: 'room' as const }
    expect(await change(ada, id, { own })).toMatchObject({ code: 'invalid', field: 'kind' })
  })

  test.each([
    ['template', { ...OWN, template: 'javascript:alert({account})' }],
    ['template', { ...OWN, template: 'facetime:{account}' }],
    ['template', { ...OWN, template: 'https://{account}.example.org/' }],
    ['template', { ...OWN, template: 'https://d\u0435sk.example.org/{account}' }],
    ['template', { ...OWN, template: 'https://desk.example.org/' }],
    ['template', { ...OWN, template: 'https://xn--a/{account}' }],
    ['template', { ...OWN, template: 'https://desk.example.org/{room}?who={account}' }],
    ['account', { ...OWN, account: null }],
    [
      'account',
      {
        ...OWN,
        template: 'https://desk.example.org/{digits}',
        account: { label: 'desk', form: 'any' },
      },
    ],
    ['account', { ...OWN, kind: 'room', template: 'https://desk.example.org/{room}' }],
    ['title', { ...OWN, title: ' ' }],
    ['title', { ...OWN, title: 'a\nb' }],
  ] as const)('a wrong %s is refused (%#)', async (field, own) => {
    const { ada } = await withAdmin()
    const { answer, id } = await add(ada, own)
    expect(answer).toMatchObject({ status: 400, code: 'invalid', field })
    expect(id).toBe('')
  })
})

describe('trying', () => {
  const attempt = (ada: TestDevice, id: string, body: object) =>
    ada.ask(connectorApi.tryConnector, { params: { id }, body: body as never })

  test('makes the address of a room with what is in the form, and says whether its host answers', async () => {
    const { ada } = await withAdmin()
    const settings = { host: 'localhost:9', appId: 'peal', secret: SECRET }
    const { data } = await attempt(ada, 'jitsi', { settings: set(settings) })
    const url = new URL(data?.url ?? '')
    expect([url.protocol, url.host]).toEqual(['https:', 'localhost:9'])
    expect(data?.host).toBe('no-answer')
    const { payload } = await jwtVerify(
      url.searchParams.get('jwt') ?? '',
      new TextEncoder().encode(SECRET),
    )
    expect(payload['room']).toBe(url.pathname.slice(1))
    // Nothing was kept.
    expect((await listed(ada, 'jitsi'))?.settings[0]?.value).toBe('')
  })

  test('asks for what it needs', async () => {
    const { ada } = await withAdmin()
    expect(await attempt(ada, 'jitsi', {})).toMatchObject({ code: 'invalid', field: 'host' })
    expect(await attempt(ada, 'phone', {})).toMatchObject({ code: 'invalid', field: 'account' })
    expect((await attempt(ada, 'phone', { account: '+44 20 7946 0018' })).data).toEqual({
      url: 'tel:+442079460018',
      host: null,
    })
    expect(await attempt(ada, 'nobody', {})).toMatchObject({ code: 'not-found' })
  })

  test('an own one can be tried before it is added', async () => {
    const { ada } = await withAdmin()
    const own = { ...OWN, template: 'sip:{account}', account: { label: 'SIP', form: 'address' } }
    const { data } = await attempt(ada, 'new', { own, account: 'ada@example.org' })
    expect(data?.url).toBe('sip:ada@example.org')
    expect(await attempt(ada, 'new', { own: { ...own, template: 'x:' } })).toMatchObject({
      field: 'template',
    })
  })
})
