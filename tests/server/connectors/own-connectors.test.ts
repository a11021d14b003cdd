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
