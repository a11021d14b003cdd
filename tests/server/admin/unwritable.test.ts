/** world: a database that another process holds, and a disk that is full. */
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { pngOf } from '../../support/pictures.ts'
import { askServer } from '../../../push-server/admin/admin-socket.ts'
import { socketPath } from '../../../push-server/settings.ts'
import { watchPauses } from '../../support/longest-pause.ts'
import { silentLog } from '../../../push-server/log.ts'
import { StoreError } from '../../../push-server/store/store-error.ts'
import type { Store } from '../../../push-server/store/store.ts'
import { TestClock, startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { CallWindow, connectedCall, openPage, twoPeople } from '../../support/two-people.ts'
import { until } from '../../support/until.ts'

const HOUR_MS = 3_600_000

/** Holds the database, as a backup program may. */
function hold(folder: string) {
  const other = new Database(join(folder, 'peal.db'))
  other.exec('BEGIN IMMEDIATE')
  onTestFinished(() => void other.close())
  return () => void other.exec('ROLLBACK')
}

describe('world: a database that another process holds', () => {
  it('is read at once; what must be written is refused with a code, and the server never stands still', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const letGo = hold(server.folder)
    const longestPause = watchPauses()
    const writing = ada.ask(profileApi.changeProfile, { body: { name: 'Ada' } })
    expect((await ada.ask(api.home)).status).toBe(200)
    const refused = await writing
    const longest = longestPause()
    expect([refused.status, refused.code]).toEqual([503, 'busy'])
    expect(refused.retryMs).toBeGreaterThan(0)
    // It was waited for without holding up anything else.
    expect(longest).toBeLessThan(1_000)
    letGo()
    expect((await ada.ask(profileApi.changeProfile, { body: { name: 'Ada' } })).status).toBe(200)
  })

  it('ends no call that is under way: its pages are refused, and stay connected', async () => {
    const people = await twoPeople(await startServer())
    const window = await CallWindow.open(people.server, people.ada)
    const tab = await openPage(people.server, people.grace)
    const letGo = hold(people.server.folder)
    const refused = await window.client.refusal({ ...window.placing('grace', 'call-1') })
    expect(refused.code).toBe('server')
    await window.client.settled()
    letGo()
    await window.place('grace', 'call-2')
    await tab.next('ring')
  })

  it('hinders sign-ins no longer than it is held, even if it was held at the first one after a start', async () => {
    const dataFolder = tempDir()
    const server = await startServer({ settings: { dataFolder } })
    const ada = await server.person('ada')
    const password = 'correct horse battery'
    await ada.ask(profileApi.setPassword, { body: { current: null, next: password } })
    await server.peal.stop()
    const again = await startServer({ settings: { dataFolder } })
    const body = {
      handle: 'ada',
      password,
      client: { kind: 'desktop', maxTouchPoints: 0 },
    } as const
    const letGo = hold(dataFolder)
    expect((await again.ask(signInApi.signInByPassword, { body })).code).toBe('busy')
    letGo()
    expect((await again.ask(signInApi.signInByPassword, { body })).status).toBe(200)
    expect((await again.signIn('ada')).memberId).toBe(ada.memberId)
  })
})

describe('world: a disk that has become read-only', () => {
  it('is read as before, also by devices whose last use is due to be noted; writes and commands are refused with a code', async () => {
    const clock = new TestClock(Date.now())
    const people = await twoPeople(await startServer({ clock }))
    const { server, ada } = people
    const window = await CallWindow.open(server, ada)
    const { write } = server.peal.store
    // SQLite says the same as of a file system that went read-only.
    await write((db) => sql`PRAGMA query_only = 1`.execute(db))
    clock.advance(2 * HOUR_MS)
    expect((await ada.ask(api.home)).status).toBe(200)
    expect((await ada.ask(api.session)).status).toBe(200)
    const body = { name: 'Ada' }
    const refused = await ada.ask(profileApi.changeProfile, { body })
    expect([refused.status, refused.code]).toEqual([507, 'full'])
    const socket = socketPath(server.folder)
    expect(await askServer(socket, { do: 'member remove', handle: 'grace' })).toEqual({
      ok: false,
      problem: 'Nothing can be written for now: The disk takes nothing more (SQLITE_READONLY).',
    })
    const placing = await window.client.refusal({ ...window.placing('grace', 'call-1') })
    expect(placing.code).toBe('full')
    await window.client.settled()
  })
})

describe('world: a call while nothing can be written', () => {
  /** A connected call, and what its database is told. */
  async function inCall() {
    const clock = new TestClock(Date.now())
    const refused: string[] = []
    const log = { ...silentLog, error: (_: object, message: string) => void refused.push(message) }
    let isFull = false
    const throughStore = (store: Store): Store => ({
      ...store,
      write: (work) =>
        isFull ? Promise.reject(new StoreError('full', 'The disk is full.')) : store.write(work),
    })
    const people = await twoPeople(await startServer({ clock, log, throughStore }))
    const { peal } = people.server
    const silentLegs = async () => {
      const legs = await peal.store.read
        .selectFrom('leg')
        .select('leg_id')
        .where('silent_at', 'is not', null)
        .execute()
      return legs.map(({ leg_id }) => leg_id)
    }
    return {
      ...people,
      ...(await connectedCall(people)),
      silentLegs,
      /** The disk is full, or has room again. */
      fill: (full: boolean) => void (isFull = full),
      wasRefused: () =>
        until('a write is refused', () =>
          refused.includes('whether a leg has a socket could not be recorded'),
        ),
      /** How the call stands after an hour. */
      async anHourLater(callId: string) {
        clock.advance(HOUR_MS)
        await peal.calls.sweepDeadlines()
        return peal.calls.live(callId)?.call.state ?? 'ended'
      },
    }
  }

  it('goes on if its window has come back meanwhile, which is welcomed at once', async () => {
    const { server, ada, callId, caller, ...call } = await inCall()
    const { legId } = caller
    await caller.client.close()
    await until('the leg is silent', async () => (await call.silentLegs()).length > 0)
    call.fill(true)
    const back = await SocketClient.open(server, ada)
    const welcome = await back.hello({ page: 'call', callId, legId })
    expect(welcome.live).toMatchObject({ callId, state: 'connected', here: true })
    await call.wasRefused()
    call.fill(false)
    await until('the leg is not silent', async () => (await call.silentLegs()).length === 0)
    expect(await call.anHourLater(callId)).toBe('connected')
  })

  it('ends if its windows have closed meanwhile', async () => {
    const { callId, caller, callee, ...call } = await inCall()
    call.fill(true)
    await caller.client.close()
    await callee.client.close()
    await call.wasRefused()
    call.fill(false)
    await until('the legs are silent', async () => (await call.silentLegs()).length === 2)
    expect(await call.anHourLater(callId)).toBe('ended')
  })

  it('rings at a page that is opened meanwhile, as soon as there is room again', async () => {
    const { server, caller, callee, callId, ada, grace, tab, ...call } = await inCall()
    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    for (const page of [tab, callee.client]) await page.close()
    const window = await CallWindow.open(server, ada)
    const placed = await window.place('grace')
    call.fill(true)
    const late = await openPage(server, grace)
    call.fill(false)
    expect((await late.next('ring')).call.callId).toBe(placed)
  })
})

describe('world: a disk that is full', () => {
  it('is read as before, and written again when there is room', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const { write } = server.peal.store
    const { rows } = await write((db) => sql<{ page_count: number }>`PRAGMA page_count`.execute(db))
    const pages = rows[0]?.page_count ?? 0
    // SQLite says the same of a file that may not grow as of a disk that is full.
    await write((db) => sql`PRAGMA max_page_count = ${sql.lit(pages)}`.execute(db))
    const photo = async () => {
      const response = await fetch(`${server.local}/api/me/photo`, {
        method: 'PUT',
        headers: { Origin: server.origin, Cookie: ada.cookie },
        body: new Uint8Array(pngOf(64, 64, 200_000)),
      })
      return [response.status, await response.json()]
    }
    expect(await photo()).toEqual([507, { error: { code: 'full' } }])
    expect((await ada.ask(api.home)).status).toBe(200)
    await write((db) => sql`PRAGMA max_page_count = 1000000`.execute(db))
    expect((await photo())[0]).toBe(200)
  })
})
