/** The settings that admins change while Peal runs: they apply at once, are stored, and yield to the environment. */
import { describe, expect, it, test } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import type { SettingsChange } from '../../../protocol/installation-settings.ts'
import { databaseOf } from '../../../push-server/admin/data-folder.ts'
import {
  readInstallationSettings,
  readKept,
} from '../../../push-server/admin/installation-settings.ts'
import { startServer } from '../../support/server.ts'
import type { ServerOptions, TestDevice, TestServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { CallWindow, connectedCall, openPage, twoPeople } from '../../support/two-people.ts'
import { databaseUrlFor } from '../../support/test-engine.ts'

const SECRET = 'a-secret-that-is-told-to-nobody'
const TURN = { turnUrls: ['turn:turn.example.org:3478'], turnSecret: SECRET }
const NOTHING_SET = {
  ringSeconds: 45,
  pairCalls: 5,
  callerCalls: 30,
  stunUrls: [],
  turnUrls: [],
  hasTurnSecret: false,
  setBy: [],
  ownStun: null,
}

async function administered(options: ServerOptions = {}) {
  const server = await startServer(options)
  await server.member('root', 'Root', true)
  return { server, root: await server.signIn('root') }
}

const change = (root: TestDevice, body: SettingsChange) =>
  root.ask(adminApi.changeSettings, { body })

/** How long Grace's desktop rings, in s. */
async function ringSeconds(server: TestServer): Promise<number> {
  const { ada, grace } = await twoPeople(server)
  await openPage(server, grace)
  const window = await CallWindow.open(server, ada)
  const { call } = await window.client.ask(window.placing('grace'))
  return Math.round((call?.ringLeftMs ?? 0) / 1_000)
}

test.each([undefined, '{', '[]', 'null', '{"ringSeconds":"7"}'])(
  'settings stored as %j count as not set',
  (text) => expect(readKept(text)).toEqual({}),
)

test('a stored value that is invalid counts as not set and does not affect other values', () => {
  const kept = (change: object) => readKept(JSON.stringify({ pairCalls: 7, ...TURN, ...change }))
  expect(kept({ ringSeconds: 0, later: 'a setting of another Peal' })).toEqual({
    pairCalls: 7,
    ...TURN,
  })
  // A TURN server is useless without its secret, and the secret without a server.
  expect(kept({ turnSecret: 'short' })).toEqual({ pairCalls: 7 })
  expect(kept({ turnUrls: ['turn.example.org'] })).toEqual({ pairCalls: 7 })
})

describe('installation settings', () => {
  it('have the values of the environment or defaults until they are changed', async () => {
    const { root } = await administered()
    expect((await root.ask(adminApi.settings)).data).toEqual(NOTHING_SET)
    const changed = await change(root, { ringSeconds: 20, ...TURN })
    const now = { ringSeconds: 20, turnUrls: TURN.turnUrls, hasTurnSecret: true }
    expect(changed.data).toEqual({ ...NOTHING_SET, ...now })
    expect((await root.ask(adminApi.settings)).data).toEqual(changed.data)
  })

  it('apply to the next call', async () => {
    const { server, root } = await administered()
    await change(root, { ringSeconds: 7 })
    expect(await ringSeconds(server)).toBe(7)
  })

  it('change the limits on calls at once', async () => {
    const { server, root } = await administered()
    const { ada } = await twoPeople(server)
    await change(root, { pairCalls: 2 })
    for (const answered of ['placed', 'placed', 'rate-limited']) {
      const window = await CallWindow.open(server, ada)
      const reply = await window.client.request(window.placing('grace'))
      expect(reply.ok ? 'placed' : reply.code).toBe(answered)
      const callId = reply.ok ? reply.data.call?.callId : undefined
      if (callId === undefined) continue
      await window.client.request({ type: 'call.hangup', callId, legId: window.legId })
    }
    await change(root, { pairCalls: 3 })
    const window = await CallWindow.open(server, ada)
    await window.place('grace')
  })

  it('set the ICE servers of the next connection, also during a call', async () => {
    const { server, root } = await administered()
    const { callee, callId } = await connectedCall(await twoPeople(server))
    const servers = async () =>
      (await callee.client.ask({ type: 'ice.get', callId })).iceServers ?? []
    expect(await servers()).toEqual([])
    await change(root, { stunUrls: ['stun:stun.example.org'], ...TURN })
    const [stun, turn] = await servers()
    expect(stun).toEqual({ urls: ['stun:stun.example.org'] })
    expect(turn).toMatchObject({ urls: TURN.turnUrls, credential: expect.any(String) })
    await change(root, { stunUrls: [], turnUrls: [], turnSecret: null })
    expect(await servers()).toEqual([])
  })

  it('survive a restart, and the doctor at the command line reads them', async () => {
    const dataFolder = tempDir()
    const { server, root } = await administered({ settings: { dataFolder } })
    await change(root, { ringSeconds: 9, callerCalls: 12, ...TURN })
    await server.peal.stop()
    const kept = { ringSeconds: 9, callerCalls: 12, ...TURN }
    const databaseUrl = await databaseUrlFor(dataFolder)
    expect(await readInstallationSettings(databaseOf({ dataFolder, databaseUrl }))).toEqual(kept)
    const again = await startServer({ settings: { dataFolder } })
    const here = await again.signIn('root')
    const { data } = await here.ask(adminApi.settings)
    expect(data).toMatchObject({ ringSeconds: 9, callerCalls: 12, hasTurnSecret: true })
    expect(await ringSeconds(again)).toBe(9)
  })

  it('yield to the environment and name the variable', async () => {
    const dataFolder = tempDir()
    const { server, root } = await administered({ settings: { dataFolder } })
    await change(root, { ringSeconds: 9, ...TURN })
    await server.peal.stop()
    const given = new Set(['PEAL_RING_SECONDS', 'PEAL_TURN_URLS', 'PEAL_TURN_SECRET'])
    const environment = { ringMs: 30_000, turnUrls: ['turn:given.example.org'], turnSecret: SECRET }
    const again = await startServer({ settings: { dataFolder, given, ...environment } })
    const here = await again.signIn('root')
    const { data } = await here.ask(adminApi.settings)
    expect(data).toMatchObject({
      ringSeconds: 30,
      turnUrls: ['turn:given.example.org'],
      setBy: [
        { setting: 'ringSeconds', variable: 'PEAL_RING_SECONDS' },
        { setting: 'turnUrls', variable: 'PEAL_TURN_URLS' },
        { setting: 'turnSecret', variable: 'PEAL_TURN_SECRET' },
      ],
    })
    const refused = await change(here, { pairCalls: 9, ringSeconds: 9 })
    expect([refused.code, refused.field]).toEqual(['forbidden', 'ringSeconds'])
    expect((await here.ask(adminApi.settings)).data?.pairCalls).toBe(5)
    expect(await ringSeconds(again)).toBe(30)
  })

  it.each<[string, SettingsChange]>([
    ['ringSeconds', { ringSeconds: 4 }],
    ['ringSeconds', { ringSeconds: 301 }],
    ['ringSeconds', { ringSeconds: 5.5 }],
    ['pairCalls', { pairCalls: 0 }],
    ['callerCalls', { callerCalls: 1_001 }],
    ['stunUrls', { stunUrls: ['stun:good.example.org', 'turn:turn.example.org'] }],
    ['stunUrls', { stunUrls: Array<string>(21).fill('stun:a.example.org') }],
    ['turnUrls', { ...TURN, turnUrls: ['turn:turn.example.org:99999'] }],
    ['turnSecret', { ...TURN, turnSecret: 'short' }],
    ['turnSecret', { turnUrls: TURN.turnUrls }],
    ['turnUrls', { turnSecret: SECRET }],
  ])('are rejected as a whole if %s is wrong', async (field, wrong) => {
    const { root } = await administered()
    const refused = await change(root, { ringSeconds: 10, ...wrong })
    expect([refused.status, refused.code, refused.field]).toEqual([400, 'invalid', field])
    expect((await root.ask(adminApi.settings)).data).toEqual(NOTHING_SET)
  })

  it('never reveal the secret', async () => {
    const { root } = await administered()
    const answers = [
      await change(root, TURN),
      await root.ask(adminApi.settings),
      await root.ask(adminApi.acts),
      await change(root, { turnSecret: `${SECRET}-another`, turnUrls: ['wrong'] }),
    ]
    expect(JSON.stringify(answers)).not.toContain(SECRET)
  })
})
