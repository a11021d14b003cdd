/** attack: a request that was begun before its sender was demoted, removed or signed out does nothing afterwards. */
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import { api } from '../../../protocol/api.ts'
import { connectorApi } from '../../../protocol/connector-api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import type { AnyRoute } from '../../../protocol/route.ts'
import type { Store } from '../../../push-server/store/store.ts'
import type { Db } from '../../../push-server/store/tables.ts'
import { jpegOf } from '../../support/pictures.ts'
import { startServer, type TestDevice, type TestServer } from '../../support/server.ts'

/**
 * Sends the head of a request, and waits until the server has looked at it: it answers `100 Continue` as it begins.
 * Returns what sends the body and reads the status.
 */
async function begin(
  server: TestServer,
  { cookie }: TestDevice,
  [method, path]: readonly [string, string],
  body: unknown,
): Promise<() => Promise<number>> {
  const bytes = JSON.stringify(body)
  const socket = connect(server.port, '127.0.0.1')
  const head = [
    `${method} ${path} HTTP/1.1`,
    'Host: peal',
    `Origin: ${server.origin}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/json',
    `Content-Length: ${bytes.length}`,
    'Expect: 100-continue',
    'Connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await new Promise((resolve) => socket.once('data', resolve))
  return async () => {
    socket.write(bytes)
    const chunks: Buffer[] = []
    for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk)
    return Number(Buffer.concat(chunks).toString('latin1').split(' ')[1])
  }
}

const demote = (db: Db, id: string) =>
  db.updateTable('member').set({ admin: 0 }).where('id', '=', id).execute()
const signOut = (db: Db, id: string) =>
  db.updateTable('device').set({ signed_out_at: 1 }).where('id', '=', id).execute()

/** A server before whose next write something else is written: as if the request had waited for its turn. */
async function startHeldUp() {
  let first: ((db: Db) => Promise<unknown>) | null = null
  const throughStore = (store: Store): Store => ({
    ...store,
    async write(work) {
      const before = first
      first = null
      if (before !== null) await store.write(before)
      return store.write(work)
    },
  })
  const server = await startServer({ throughStore, limits: false })
  return { server, before: (work: (db: Db) => Promise<unknown>) => void (first = work) }
}

interface Act {
  readonly route: AnyRoute
  readonly body?: unknown
  readonly params?: Readonly<Record<string, string>>
  readonly bytes?: Uint8Array<ArrayBuffer>
}

const OWN = {
  title: 'Ours',
  hint: '',
  kind: 'room',
  template: 'https://meet.example.org/{random}',
  account: null,
} as const

const ADMIN_ACTS: readonly Act[] = [
  { route: api.invite },
  { route: adminApi.addMember, body: { handle: 'mole', name: 'Mole' } },
  { route: adminApi.changeHandle, params: { handle: 'dan' }, body: { handle: 'dan2' } },
  { route: adminApi.restoreMember, params: { handle: 'gone' } },
  { route: adminApi.setAdmin, params: { handle: 'dan' }, body: { admin: true } },
  { route: adminApi.removeMember, params: { handle: 'dan' } },
  { route: adminApi.memberLink, params: { handle: 'dan' } },
  { route: adminApi.revokeInvitation, params: { id: 'x' } },
  { route: adminApi.changeSettings, body: { ringSeconds: 30 } },
  { route: connectorApi.orderConnectors, body: { ids: ['webrtc'] } },
  { route: connectorApi.addConnector, body: OWN },
  { route: connectorApi.changeConnector, params: { id: 'webrtc' }, body: { title: 'X' } },
  { route: connectorApi.removeConnector, params: { id: 'webrtc' } },
]

const OWN_ACTS = ({ deviceId }: TestDevice): readonly Act[] => [
  { route: profileApi.changeProfile, body: { name: 'Somebody Else' } },
  { route: profileApi.setPassword, body: { current: null, next: 'a stolen password' } },
  { route: profileApi.setPhoto, bytes: new Uint8Array(jpegOf(8, 8)) },
  { route: profileApi.removePhoto },
  { route: profileApi.changeDevice, params: { id: deviceId }, body: { ringHere: false } },
  { route: profileApi.removeDevice, params: { id: deviceId } },
  { route: api.setFavourite, params: { handle: 'dan' }, body: { favourite: true } },
  { route: api.setBlocked, params: { handle: 'dan' }, body: { blocked: true } },
  { route: api.seen, body: { upTo: 1 } },
  { route: connectorApi.removeAccount, params: { id: 'x' } },
  { route: pushApi.unsubscribe },
]

describe('attack: a request that was begun before', () => {
  it('makes nobody an admin, once its sender is none', async () => {
    const server = await startServer()
    const ada = await server.person('ada', { admin: true })
    const bob = await server.person('bob', { admin: true })
    const own = ['PUT', '/api/admin/members/bob'] as const
    const again = await begin(server, bob, own, { admin: true })
    const member = ['POST', '/api/admin/members'] as const
    const added = await begin(server, bob, member, { handle: 'mole', name: 'Mole' })
    const params = { handle: 'bob' }
    expect((await ada.ask(adminApi.setAdmin, { params, body: { admin: false } })).status).toBe(200)
    expect([await again(), await added()]).toEqual([403, 403])
    expect((await bob.ask(api.session)).data?.member.admin).toBe(false)
    expect((await ada.ask(api.contact, { params: { handle: 'mole' } })).status).toBe(404)
  })

  it('does nothing, once its sender is removed', async () => {
    const server = await startServer()
    const ada = await server.person('ada', { admin: true })
    const bob = await server.person('bob', { admin: true })
    await server.member('cyd')
    const cyd = ['PUT', '/api/admin/members/cyd'] as const
    const promoted = await begin(server, bob, cyd, { admin: true })
    const renamed = await begin(server, bob, ['PUT', '/api/me'], { name: 'Ada (the boss)' })
    const removed = await ada.ask(adminApi.removeMember, { params: { handle: 'bob' } })
    expect(removed.status).toBe(200)
    expect([await promoted(), await renamed()]).toEqual([401, 401])
    const members = (await ada.ask(adminApi.members, { body: {} })).data?.items ?? []
    expect(members.map(({ handle, admin }) => [handle, admin])).toEqual([
      ['ada', true],
      ['cyd', false],
    ])
  })

  it('sets no password, once its device is signed out', async () => {
    const server = await startServer()
    const lost = await server.person('dan')
    const dan = await server.signIn('dan')
    const stolen = { current: null, next: 'a stolen password' }
    const set = await begin(server, lost, ['PUT', '/api/me/password'], stolen)
    const params = { id: lost.deviceId }
    expect((await dan.ask(profileApi.removeDevice, { params })).status).toBe(200)
    expect(await set()).toBe(401)
    expect((await dan.ask(api.session)).data?.member.hasPassword).toBe(false)
  })
})

describe('attack: a request that waits for its turn to write', () => {
  it.each(ADMIN_ACTS.map((act) => [act.route.method, act.route.path, act] as const))(
    'does nothing as an admin, once its sender is none: %s %s',
    async (_method, _path, { route, body, params }) => {
      const { server, before } = await startHeldUp()
      const bob = await server.person('bob', { admin: true })
      await server.person('dan')
      before((db) => demote(db, bob.memberId))
      const refused = await bob.ask(route, { body: body as never, params })
      expect([refused.status, refused.code]).toEqual([403, 'forbidden'])
      const last = await server.peal.store.read
        .selectFrom('admin_act')
        .select('act')
        .where('member_id', '=', bob.memberId)
        .orderBy('id', 'desc')
        .executeTakeFirst()
      expect(last?.act).toBe('link-used')
    },
  )

  it('does nothing of its own, once its device is signed out', async () => {
    const { server, before } = await startHeldUp()
    await server.person('dan')
    await server.member('eve')
    const statuses: (readonly [string, number])[] = []
    for (let n = 0; n < OWN_ACTS(await server.signIn('eve')).length; n += 1) {
      const eve = await server.signIn('eve')
      const { route, body, params, bytes } = OWN_ACTS(eve)[n] ?? { route: api.signOut }
      before((db) => signOut(db, eve.deviceId))
      const { status } = await eve.ask(route, { body: body as never, params, bytes })
      statuses.push([`${route.method} ${route.path}`, status])
    }
    expect(statuses.filter(([, status]) => status !== 401)).toEqual([])
  })
})
