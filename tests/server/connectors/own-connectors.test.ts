/** Connectors that administrators add, and trials of connectors, over real HTTP. */
import { jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { connectorApi } from '../../../protocol/connector-api.ts'
import type { OwnConnector } from '../../../protocol/connector-api.ts'
import {
  OWN,
  SECRET,
  change,
  enabledIds,
  idsOf,
  listed,
  set,
  withAdmin,
} from '../../support/connector-admin.ts'
import type { TestDevice } from '../../support/server.ts'

describe('own connectors', () => {
  async function add(ada: TestDevice, own: OwnConnector) {
    const before = idsOf((await ada.ask(connectorApi.adminConnectors)).data?.connectors) ?? []
    const answer = await ada.ask(connectorApi.addConnector, { body: own })
    const id = answer.data?.connectors.find((each) => !before.includes(each.id))?.id ?? ''
    return { answer, id }
  }

  test('are off when added, and can be changed, switched on and removed', async () => {
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

  test('can change their title alone, but never their kind', async () => {
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
  ] as const)('are refused with a wrong %s (%#)', async (field, own) => {
    const { ada } = await withAdmin()
    const { answer, id } = await add(ada, own)
    expect(answer).toMatchObject({ status: 400, code: 'invalid', field })
    expect(id).toBe('')
  })
})

describe('trying a connector', () => {
  const attempt = (ada: TestDevice, id: string, body: object) =>
    ada.ask(connectorApi.tryConnector, { params: { id }, body: body as never })

  test('makes a room’s address from the form, and says whether its host answers', async () => {
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
    // Nothing was saved.
    expect((await listed(ada, 'jitsi'))?.settings[0]?.value).toBe('')
  })

  test('says what is missing', async () => {
    const { ada } = await withAdmin()
    expect(await attempt(ada, 'jitsi', {})).toMatchObject({ code: 'invalid', field: 'host' })
    expect(await attempt(ada, 'phone', {})).toMatchObject({ code: 'invalid', field: 'account' })
    expect((await attempt(ada, 'phone', { account: '+44 20 7946 0018' })).data).toEqual({
      url: 'tel:+442079460018',
      host: null,
    })
    expect(await attempt(ada, 'nobody', {})).toMatchObject({ code: 'not-found' })
  })

  test('works before an own one is added', async () => {
    const { ada } = await withAdmin()
    const own = { ...OWN, template: 'sip:{account}', account: { label: 'SIP', form: 'address' } }
    const { data } = await attempt(ada, 'new', { own, account: 'ada@example.org' })
    expect(data?.url).toBe('sip:ada@example.org')
    expect(await attempt(ada, 'new', { own: { ...own, template: 'x:' } })).toMatchObject({
      field: 'template',
    })
  })
})

describe('attack: an admin who adds connectors without end', () => {
  const row = (id: string, position: number, removed: boolean) => ({
    id,
    position,
    enabled: 0 as const,
    settings: JSON.stringify({ own: OWN, removed, values: {} }),
    secret: null,
  })

  test('has at most 50 of their own', async () => {
    const { server, ada } = await withAdmin()
    await server.peal.store.write(async (db) => {
      for (let n = 0; n < 49; n += 1) {
        await db
          .insertInto('connector')
          .values(row(`own-${n}`, 100 + n, false))
          .execute()
      }
    })
    expect((await ada.ask(connectorApi.addConnector, { body: OWN })).status).toBe(200)
    expect(await ada.ask(connectorApi.addConnector, { body: OWN })).toMatchObject({
      code: 'too-large',
    })
  })

  test('leaves no rows of removed ones behind, except those that a call refers to', async () => {
    const { server, ada } = await withAdmin()
    const { store } = server.peal
    await store.write(async (db) => {
      for (let n = 0; n < 200; n += 1) {
        await db
          .insertInto('connector')
          .values(row(`own-${n}`, 100 + n, true))
          .execute()
      }
      const call = { call_id: 'call', member_id: ada.memberId, other_id: ada.memberId, at: 1 }
      const how = { role: 'caller', reason: 'handed-over', missed: 0 } as const
      await db
        .insertInto('history')
        .values({ ...call, ...how, connector_id: 'own-7', duration_ms: null, seen_at: null })
        .execute()
    })
    const added = (await ada.ask(connectorApi.addConnector, { body: OWN })).data?.connectors.at(-1)
    const rows = await store.read.selectFrom('connector').select('id').execute()
    const own = rows.map(({ id }) => id).filter((id) => id.startsWith('own-') || id === added?.id)
    expect(own.sort()).toEqual([added?.id, 'own-7'].sort())
  })

  test('writes only the places that have changed', async () => {
    const { server, ada } = await withAdmin()
    const ids = idsOf((await ada.ask(connectorApi.adminConnectors)).data?.connectors) ?? []
    const [first = '', second = '', ...others] = ids
    await ada.ask(connectorApi.orderConnectors, { body: { ids: [second, first, ...others] } })
    const rows = await server.peal.store.read.selectFrom('connector').select('id').execute()
    expect(rows.map(({ id }) => id).filter((id) => others.includes(id))).toEqual([])
    const after = idsOf((await ada.ask(connectorApi.adminConnectors)).data?.connectors)
    expect(after).toEqual([second, first, ...others])
  })
})
