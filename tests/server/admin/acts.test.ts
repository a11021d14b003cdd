/** The record of what administrators did. */
import { describe, expect, it } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import { api } from '../../../protocol/api.ts'
import { connectorApi } from '../../../protocol/connector-api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { createWriteLimits } from '../../../push-server/http/write-limits.ts'
import { recordAct, sweepActs } from '../../../push-server/store/admin-acts.ts'
import { run } from '../../support/launched.ts'
import { startServer, TestClock } from '../../support/server.ts'
import type { ServerOptions, TestDevice } from '../../support/server.ts'

async function administered(options: ServerOptions = {}) {
  const server = await startServer(options)
  await server.member('root', 'Root Admin', true)
  const root = await server.signIn('root')
  // The acts that added this admin do not belong to the test.
  await server.peal.store.write((db) => db.deleteFrom('admin_act').execute())
  return { server, root }
}

/** Who did what to whom, oldest first. */
async function told(root: TestDevice): Promise<string[]> {
  const acts = (await root.ask(adminApi.acts)).data?.acts ?? []
  return acts.map(({ by, act, target }) => `${by ?? 'null'}: ${act} ${target}`.trim()).reverse()
}

describe('the record of what administrators did', () => {
  it('lists every act with who did it and to whom', async () => {
    const { root } = await administered()
    const params = { handle: 'ada' }
    await root.ask(adminApi.addMember, { body: { handle: 'ada', name: 'Ada' } })
    await root.ask(adminApi.memberLink, { params })
    await root.ask(adminApi.setAdmin, { params, body: { admin: true } })
    await root.ask(adminApi.setAdmin, { params, body: { admin: false } })
    await root.ask(adminApi.removeMember, { params })
    await root.ask(api.invite)
    const [open] = (await root.ask(adminApi.invitations)).data?.invitations ?? []
    await root.ask(adminApi.revokeInvitation, { params: { id: open?.id ?? '' } })
    const turn = { turnUrls: ['turn:turn.example.org'], turnSecret: 'a secret of coturn' }
    await root.ask(adminApi.changeSettings, { body: { ringSeconds: 45, pairCalls: 9, ...turn } })
    expect(await told(root)).toEqual([
      'Root Admin: member-added ada',
      'Root Admin: link-made ada',
      'Root Admin: link-made ada',
      'Root Admin: admin-made ada',
      'Root Admin: admin-unmade ada',
      'Root Admin: member-removed ada',
      'Root Admin: invitation-made',
      'Root Admin: invitation-revoked',
      'Root Admin: settings-changed ringSeconds pairCalls turnUrls turnSecret',
    ])
  })

  it('lists sign-ins by link, new passwords and a new key for push', async () => {
    const { server, root } = await administered()
    const ada = await server.person('ada')
    const next = 'correct horse battery'
    await ada.ask(profileApi.setPassword, { body: { current: null, next } })
    await ada.ask(profileApi.setPassword, { body: { current: next, next: null } })
    await run(['vapid', 'rotate'], { PEAL_DATA: server.folder })
    expect((await told(root)).slice(-4)).toEqual([
      'ada: link-used ada',
      'ada: password-set ada',
      'ada: password-removed ada',
      'null: push-key-made',
    ])
  })

  it('omits acts that were refused or changed nothing', async () => {
    const { root } = await administered()
    await root.ask(adminApi.addMember, { body: { handle: 'root', name: 'Other' } })
    await root.ask(adminApi.setAdmin, { params: { handle: 'root' }, body: { admin: false } })
    await root.ask(adminApi.removeMember, { params: { handle: 'nobody' } })
    await root.ask(adminApi.changeSettings, { body: { ringSeconds: 1 } })
    await root.ask(adminApi.changeSettings, { body: {} })
    expect(await told(root)).toEqual([])
    await root.ask(adminApi.setAdmin, { params: { handle: 'root' }, body: { admin: true } })
    await root.ask(adminApi.changeHandle, { params: { handle: 'root' }, body: { handle: 'root' } })
    await root.ask(profileApi.setPassword, { body: { current: null, next: null } })
    await root.ask(connectorApi.changeConnector, {
      params: { id: 'webrtc' },
      body: { enabled: true },
    })
    const ids = (await root.ask(connectorApi.adminConnectors)).data?.connectors.map(({ id }) => id)
    await root.ask(connectorApi.orderConnectors, { body: { ids: ids ?? [] } })
    expect(await told(root)).toEqual([])
    const body = { ringSeconds: 30 }
    await root.ask(adminApi.changeSettings, { body })
    await root.ask(adminApi.changeSettings, { body })
    expect(await told(root)).toEqual(['Root Admin: settings-changed ringSeconds'])
  })

  it('includes acts of the command line, without a member', async () => {
    const { server, root } = await administered()
    const peal = (...args: string[]) => run(args, { PEAL_DATA: server.folder })
    await peal('member', 'add', 'ada', '--name', 'Ada Lovelace')
    await peal('member', 'remove', 'ada')
    expect(await told(root)).toEqual([
      'null: member-added ada',
      'null: link-made ada',
      'null: member-removed ada',
    ])
  })

  it('shows the last hundred acts and deletes them after a year', async () => {
    const clock = new TestClock()
    const { server, root } = await administered({ clock })
    const { store } = server.peal
    await store.write(async (db) => {
      for (let n = 0; n < 120; n += 1) {
        const act = { at: clock.now() + n, memberId: root.memberId } as const
        await recordAct(db, { ...act, act: 'connector-on', target: `Connector ${n}` })
      }
    })
    const shown = await told(root)
    expect([shown.length, shown[0], shown.at(-1)]).toEqual([
      100,
      'Root Admin: connector-on Connector 20',
      'Root Admin: connector-on Connector 119',
    ])
    await store.write((db) => sweepActs(db, clock.now() + 365 * 86_400_000 + 110))
    expect(await told(root)).toHaveLength(10)
  })
})

describe('attack: a member who acts without end', () => {
  it('does not push the acts of others out of the list', async () => {
    const { server, root } = await administered()
    const eve = await server.member('eve')
    await root.ask(adminApi.memberLink, { params: { handle: 'eve' } })
    await server.peal.store.write(async (db) => {
      for (let at = 0; at < 300; at += 1) {
        await recordAct(db, { at, memberId: eve, act: 'password-set', target: 'eve' })
      }
    })
    const acts = await told(root)
    expect(acts).toHaveLength(100)
    expect(acts.slice(0, 3)).toEqual([
      'null: member-added eve',
      'Root Admin: link-made eve',
      'eve: password-set eve',
    ])
  })

  it('changes their password at most 20 times an hour', async () => {
    const limits = createWriteLimits()
    for (let n = 0; n < 20; n += 1) expect(await limits('eve', profileApi.setPassword)).toBeNull()
    expect(await limits('eve', profileApi.setPassword)).toBeGreaterThan(0)
  })
})
