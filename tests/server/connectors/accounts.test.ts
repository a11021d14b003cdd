/** IM accounts and calls by them, over real HTTP and WebSocket. */
import { jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { connectorApi } from '../../../protocol/connector-api.ts'
import { startServer } from '../../support/server.ts'
import type { ServerOptions, TestDevice } from '../../support/server.ts'
import { SocketClient, freshId } from '../../support/socket-client.ts'
import { CallWindow, openPage } from '../../support/two-people.ts'

async function household(on: readonly string[] = ['phone', 'teams'], options: ServerOptions = {}) {
  const server = await startServer(options)
  const ada = await server.person('ada', { admin: true })
  const grace = await server.person('grace')
  for (const id of on) await turn(ada, id, true)
  return { server, ada, grace }
}

async function turn(
  admin: TestDevice,
  id: string,
  enabled: boolean,
  values: Readonly<Record<string, string>> = {},
) {
  const settings = Object.entries(values).map(([name, value]) => ({ name, value }))
  const answer = await admin.ask(connectorApi.changeConnector, {
    params: { id },
    body: { enabled, settings },
  })
  expect(answer.status).toBe(200)
}

async function add(device: TestDevice, type: string, value: string) {
  return device.ask(connectorApi.addAccount, { body: { type, value } })
}

async function values(device: TestDevice) {
  const { data } = await device.ask(connectorApi.accounts)
  return data?.accounts.map(({ type, value }) => `${type} ${value}`)
}

function dial(device: TestDevice, connector: string, account?: string) {
  const body = { callId: freshId('call'), to: 'grace', connector, account }
  return device.ask(connectorApi.dial, { body })
}

describe('IM accounts', () => {
  test('are of the kinds that enabled connectors need, validated and normalised', async () => {
    const { grace } = await household()
    const { data } = await grace.ask(connectorApi.accounts)
    expect(data?.kinds.map(({ type }) => type)).toEqual(['phone', 'teams'])
    expect((await add(grace, 'phone', ' +44 (20) 7946-0018 ')).data?.value).toBe('+442079460018')
    expect(await add(grace, 'phone', '020 7946 0018')).toMatchObject({
      status: 400,
      code: 'invalid',
      field: 'value',
    })
    expect(await add(grace, 'telegram', 'grace_hopper')).toMatchObject({ field: 'type' })
    await add(grace, 'phone', '+12125550142')
    expect(await values(grace)).toEqual(['phone +442079460018', 'phone +12125550142'])
  })

  test('can be changed and removed by their owner only', async () => {
    const { ada, grace } = await household()
    const id = (await add(grace, 'phone', '+442079460018')).data?.id ?? ''
    const params = { id }
    for (const [device, status] of [
      [ada, 404],
      [grace, 200],
    ] as const) {
      const body = { value: '+12125550142' }
      expect((await device.ask(connectorApi.changeAccount, { params, body })).status).toBe(status)
    }
    const bad = await grace.ask(connectorApi.changeAccount, { params, body: { value: 'x' } })
    expect(bad).toMatchObject({ code: 'invalid', field: 'value' })
    expect(await values(grace)).toEqual(['phone +12125550142'])
    expect((await ada.ask(connectorApi.removeAccount, { params })).status).toBe(404)
    expect((await grace.ask(connectorApi.removeAccount, { params })).status).toBe(200)
    expect(await values(grace)).toEqual([])
  })

  test('are visible to others, and their kinds are in every list of people', async () => {
    const { ada, grace } = await household()
    await add(grace, 'phone', '+442079460018')
    await add(grace, 'phone', '+12125550142')
    const params = { handle: 'grace' }
    const seen = await ada.ask(connectorApi.accountsOf, { params })
    expect(seen.data?.accounts.map(({ value }) => value)).toEqual(['+442079460018', '+12125550142'])
    expect((await ada.ask(api.contact, { params })).data?.accounts).toEqual(['phone'])
    expect((await ada.ask(api.home)).data?.everyone.items[0]?.accounts).toEqual(['phone'])
    await dial(ada, 'phone')
    expect(
      (await ada.ask(api.history, { body: { filter: 'all' } })).data?.items[0]?.peer.accounts,
    ).toEqual(['phone'])
    const nobody = await ada.ask(connectorApi.accountsOf, { params: { handle: 'nobody' } })
    expect(nobody.code).toBe('unknown-member')
  })

  test('stay when their connector is switched off, and come back with it', async () => {
    const { ada, grace } = await household()
    await add(grace, 'phone', '+442079460018')
    await turn(ada, 'phone', false)
    expect(await values(grace)).toEqual([])
    const params = { handle: 'grace' }
    expect((await ada.ask(connectorApi.accountsOf, { params })).data?.accounts).toEqual([])
    await turn(ada, 'phone', true)
    expect(await values(grace)).toEqual(['phone +442079460018'])
  })

  test('are limited to fifty', async () => {
    const { grace } = await household()
    const added = await Promise.all(
      Array.from({ length: 60 }, (_, n) => add(grace, 'phone', `+4420794600${10 + n}`)),
    )
    expect(added.filter(({ status }) => status === 200)).toHaveLength(50)
    expect(added.find(({ status }) => status !== 200)).toMatchObject({ code: 'too-large' })
  })

  test('are counted for the administrator', async () => {
    const { ada, grace } = await household()
    await add(grace, 'phone', '+442079460018')
    await add(grace, 'phone', '+12125550142')
    const { data } = await ada.ask(connectorApi.adminConnectors)
    const phone = data?.connectors.find(({ id }) => id === 'phone')
    expect([phone?.account?.have, data?.members]).toEqual([1, 2])
  })
})

describe('dialling', () => {
  test('leads to the contact’s account, rings nobody, and is in history with its connector', async () => {
    const { server, ada, grace } = await household()
    const page = await openPage(server, grace)
    const first = (await add(grace, 'phone', '+442079460018')).data?.id
    const second = (await add(grace, 'phone', '+12125550142')).data?.id
    expect((await dial(ada, 'phone')).data?.url).toBe('tel:+442079460018')
    expect((await dial(ada, 'phone', second)).data?.url).toBe('tel:+12125550142')
    expect((await dial(ada, 'phone', first)).data?.url).toBe('tel:+442079460018')
    const { data } = await ada.ask(api.history, { body: { filter: 'all' } })
    expect(data?.items).toHaveLength(3)
    expect(data?.items[0]).toMatchObject({ connector: 'Phone', reason: 'handed-over' })
    expect((await grace.ask(api.history, { body: { filter: 'all' } })).data?.items).toEqual([])
    expect(page.all('ring')).toEqual([])
    const self = (await ada.ask(api.session)).data?.member
    expect(self?.connectorLast).toBe('phone')
  })

  test('is refused with the reason, and writes no history', async () => {
    const { server, ada, grace } = await household()
    expect(await dial(ada, 'phone')).toMatchObject({ status: 409, code: 'no-account' })
    const own = (await add(ada, 'phone', '+442079460018')).data?.id
    await add(grace, 'teams', 'grace@example.org')
    // Somebody else's, and one of another kind.
    expect(await dial(ada, 'phone', own)).toMatchObject({ code: 'no-account' })
    expect(await dial(ada, 'phone')).toMatchObject({ code: 'no-account' })
    for (const id of ['webrtc', 'jitsi', 'nobody', 'sip']) {
      expect([id, (await dial(ada, id)).code]).toEqual([id, 'connector-off'])
    }
    await turn(ada, 'teams', false)
    expect(await dial(ada, 'teams')).toMatchObject({ code: 'connector-off' })
    const phone = await server.signIn('ada', { kind: 'mobile' })
    await add(grace, 'phone', '+12125550142')
    // Even if something else is wrong, too.
    for (const [id, account] of [['phone'], ['phone', own], ['webrtc']] as const) {
      expect(await dial(phone, id, account)).toMatchObject({ status: 403, code: 'desktop-only' })
    }
    const body = { callId: freshId('call'), to: 'ada', connector: 'phone' }
    expect((await ada.ask(connectorApi.dial, { body })).code).toBe('self')
    const nobody = { ...body, to: 'nobody' }
    expect((await ada.ask(connectorApi.dial, { body: nobody })).code).toBe('unknown-member')
    expect((await ada.ask(api.history, { body: { filter: 'all' } })).data?.items).toEqual([])
  })
})

describe('a dialled call', () => {
  test('that is repeated has the same address, and its id cannot be used for another call', async () => {
    const { server, ada, grace } = await household()
    const linus = await server.person('linus')
    await add(grace, 'phone', '+442079460018')
    await add(grace, 'teams', 'grace@example.org')
    await add(linus, 'phone', '+12125550142')
    const first = { callId: freshId('call'), to: 'grace', connector: 'phone' }
    const ask = (more: Partial<typeof first>) =>
      ada.ask(connectorApi.dial, { body: { ...first, ...more } })
    expect((await ask({})).data?.url).toBe('tel:+442079460018')
    expect((await ask({})).data?.url).toBe('tel:+442079460018')
    expect(await ask({ to: 'linus' })).toMatchObject({ code: 'invalid', field: 'callId' })
    expect(await ask({ connector: 'teams' })).toMatchObject({ code: 'invalid', field: 'callId' })
    const window = await CallWindow.open(server, ada)
    const placing = window.placing('grace')
    await window.client.ask(placing)
    expect(await ask({ callId: placing.callId })).toMatchObject({ field: 'callId' })
  })

  test('is refused to a call window, and writes no history then', async () => {
    const { server, ada, grace } = await household()
    await add(grace, 'phone', '+442079460018')
    const window = await CallWindow.open(server, ada)
    const placing = { ...window.placing('grace'), connector: 'phone' }
    await expect(window.client.ask(placing)).rejects.toThrow('connector-off')
    // It does not answer the call that the other member is placing either.
    const hers = await CallWindow.open(server, grace)
    const callId = await hers.place('ada')
    const again = { ...window.placing('grace'), connector: 'phone' }
    await expect(window.client.ask(again)).rejects.toThrow('connector-off')
    const { rings } = await (await SocketClient.open(server, ada)).hello()
    expect(rings.map(({ call }) => call.callId)).toEqual([callId])
    expect((await ada.ask(api.history, { body: { filter: 'all' } })).data?.items).toEqual([])
  })

  test('by a connector that is switched off neither answers nor ends another call', async () => {
    const { server, ada, grace } = await household()
    await add(grace, 'phone', '+442079460018')
    await turn(ada, 'phone', false)
    const hers = await CallWindow.open(server, grace)
    const callId = await hers.place('ada')
    expect(await dial(ada, 'phone')).toMatchObject({ code: 'connector-off' })
    const window = await CallWindow.open(server, ada)
    const placing = { ...window.placing('grace'), connector: 'phone' }
    await expect(window.client.ask(placing)).rejects.toThrow('connector-off')
    expect(server.peal.calls.live(callId)?.call.state).toBe('placed')
  })
})

describe('a call in a room', () => {
  const SECRET = 'k'.repeat(40)
  const JITSI = { host: 'meet.example.org', appId: 'peal', secret: SECRET }

  test('rings, is handed over at the answer, and each side gets a token for a minute', async () => {
    const { server, ada, grace } = await household([])
    await turn(ada, 'jitsi', true, JITSI)
    const [caller, callee] = [
      await CallWindow.open(server, ada),
      await CallWindow.open(server, grace),
    ]
    const page = await openPage(server, grace)
    const placing = { ...caller.placing('grace'), connector: 'jitsi' }
    await caller.client.ask(placing)
    expect((await page.next('ring')).call).toMatchObject({ connector: 'jitsi', carries: 'room' })
    // Switching a connector off does not affect a call that rings by it.
    await turn(ada, 'jitsi', false)
    const answered = await callee.client.ask(callee.answering(placing.callId))
    const told = await caller.client.next('call', ({ state }) => state === 'ended')
    expect(told).toMatchObject({ reason: 'handed-over' })
    const urls = [told.roomUrl, answered.roomUrl].map((url) => new URL(url ?? ''))
    expect(urls[0]?.pathname).toBe(urls[1]?.pathname)
    expect(urls[0]?.pathname).toMatch(/^\/peal-[0-9a-f]{32}$/)
    for (const [index, url] of urls.entries()) {
      const token = url.searchParams.get('jwt') ?? ''
      const { payload } = await jwtVerify(token, new TextEncoder().encode(SECRET), {
        issuer: 'peal',
        audience: 'peal',
        subject: 'meet.example.org',
        algorithms: ['HS256'],
      })
      expect(payload['room']).toBe(url.pathname.slice(1))
      expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(60)
      expect(payload['context']).toEqual({
        user: { id: ['ada', 'grace'][index], name: ['ada', 'grace'][index] },
      })
    }
    // Nobody else is told, not even the callee's other page.
    const other = await page.next('call', ({ state }) => state === 'ended')
    expect(other.roomUrl).toBeUndefined()
  })

  test('by an own connector that is removed during the ring is handed over all the same', async () => {
    const { server, ada, grace } = await household([])
    const own = {
      title: 'Our rooms',
      hint: '',
      kind: 'room' as const,
      template: 'https://rooms.example.org/{room}#x',
      account: null,
    }
    const { data } = await ada.ask(connectorApi.addConnector, { body: own })
    const id = data?.connectors.at(-1)?.id ?? ''
    await turn(ada, id, true)
    const caller = await CallWindow.open(server, ada)
    const callee = await CallWindow.open(server, grace)
    const placing = { ...caller.placing('grace'), connector: id }
    await caller.client.ask(placing)
    await ada.ask(connectorApi.removeConnector, { params: { id } })
    const { roomUrl } = await callee.client.ask(callee.answering(placing.callId))
    expect(roomUrl).toMatch(/^https:\/\/rooms\.example\.org\/[0-9a-f]{32}#x$/)
    const { data: past } = await ada.ask(api.history, { body: { filter: 'all' } })
    expect(past?.items[0]?.connector).toBe('Our rooms')
    const again = { ...caller.placing('grace'), connector: id }
    await expect(caller.client.ask(again)).rejects.toThrow('connector-off')
  })
})
