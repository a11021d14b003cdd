import { describe, expect, test } from 'vitest'
import { api } from '../../../protocol/api.ts'
import type { HistoryRow } from '../../../protocol/api.ts'
import { sweepHistory } from '../../../push-server/calls/retention.ts'
import { openCallRoom } from '../../support/call-room.ts'
import { startServer } from '../../support/server.ts'
import type { TestDevice, TestServer } from '../../support/server.ts'
import { openPage } from '../../support/two-people.ts'

interface Past {
  readonly at: number
  readonly missed?: boolean
  readonly seen?: boolean
}

/** Writes history of former calls. */
async function past(
  server: TestServer,
  owner: TestDevice,
  otherId: string,
  calls: readonly Past[],
): Promise<void> {
  await server.peal.store.write((db) =>
    db
      .insertInto('history')
      .values(
        calls.map(({ at, missed = false, seen = false }, index) => ({
          member_id: owner.memberId,
          at,
          call_id: `${otherId}-${String(index).padStart(4, '0')}`,
          other_id: otherId,
          role: 'callee' as const,
          connector_id: 'webrtc',
          reason: missed ? ('timeout' as const) : ('completed' as const),
          missed: missed ? (1 as const) : (0 as const),
          duration_ms: missed ? null : 60_000,
          seen_at: seen ? at : null,
        })),
      )
      .execute(),
  )
}

async function everyPage(who: TestDevice, query: { filter: 'all' | 'missed'; with?: string }) {
  const pages: HistoryRow[][] = []
  let before: string | undefined
  do {
    const body = { ...query, ...(before === undefined ? {} : { before }) }
    const { data } = await who.ask(api.history, { body })
    if (data === null) throw new Error('no page')
    pages.push(data.items)
    before = data.next ?? undefined
  } while (before !== undefined)
  return pages
}

describe('history', () => {
  test('comes in pages of 50, newest first, each row once, even if times are equal', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const grace = await server.person('grace')
    // Seven rows a second, so that pages end between rows with equal times.
    const calls = Array.from({ length: 120 }, (_, n) => ({ at: 1_000 * Math.floor(n / 7) }))
    await past(server, ada, grace.memberId, calls)
    const pages = await everyPage(ada, { filter: 'all' })
    expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
    const rows = pages.flat()
    expect(new Set(rows.map(({ callId }) => callId)).size).toBe(120)
    expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).sort((a, b) => b - a))
    expect(rows[0]).toMatchObject({ peer: { handle: 'grace' }, durationMs: 60_000, seen: true })
    expect((await everyPage(grace, { filter: 'all' })).flat()).toEqual([])
  })

  test('can be filtered by person and by missed calls', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const grace = await server.person('grace')
    const linus = await server.person('linus')
    const mixed = Array.from({ length: 110 }, (_, n) => ({ at: n, missed: n % 2 === 0 }))
    await past(server, ada, grace.memberId, mixed)
    await past(server, ada, linus.memberId, [{ at: 500 }, { at: 501, missed: true, seen: true }])
    const missed = (await everyPage(ada, { filter: 'missed' })).flat()
    expect(missed).toHaveLength(56)
    expect(missed.every((row) => row.missed)).toBe(true)
    const withLinus = (await everyPage(ada, { filter: 'all', with: 'linus' })).flat()
    expect(withLinus.map(({ at, seen }) => [at, seen])).toEqual([
      [501, true],
      [500, true],
    ])
    const both = (await everyPage(ada, { filter: 'missed', with: 'grace' })).flat()
    expect(both).toHaveLength(55)
    const nobody = await ada.ask(api.history, { body: { filter: 'all', with: 'nobody' } })
    expect(nobody.code).toBe('not-found')
  })

  test('refuses an invalid cursor', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    for (const before of ['x', '1', '1.', '.a', '1.a b', `${'9'.repeat(20)}.a`]) {
      const { status, code, field } = await ada.ask(api.history, {
        body: { filter: 'all', before },
      })
      expect({ status, code, field }).toEqual({ status: 400, code: 'invalid', field: 'before' })
    }
    expect((await server.ask(api.history, { body: { filter: 'all' } })).code).toBe('signed-out')
  })
})

describe('missed calls', () => {
  test('are grouped by person, newest first, and seen on all pages once seen on one', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const phone = await server.signIn('ada', { kind: 'mobile' })
    const grace = await server.person('grace')
    const linus = await server.person('linus')
    await past(server, ada, grace.memberId, [
      { at: 10, missed: true },
      { at: 30, missed: true },
      { at: 40 },
    ])
    await past(server, ada, linus.memberId, [
      { at: 20, missed: true },
      { at: 50, missed: true, seen: true },
    ])
    const { data } = await phone.ask(api.missed)
    expect(data).toMatchObject({
      unseen: 3,
      groups: [
        { peer: { handle: 'grace' }, count: 2, latestAt: 30 },
        { peer: { handle: 'linus' }, count: 1, latestAt: 20 },
      ],
    })
    const pages = [await openPage(server, ada), await openPage(server, phone)]
    const marked = await phone.ask(api.seen, { body: { upTo: 20 } })
    expect(marked.data).toEqual({ unseen: 1 })
    for (const page of pages) {
      const notice = await page.next('missed')
      expect(notice).toMatchObject({ unseen: 1, latest: { at: 30, peer: { handle: 'grace' } } })
    }
    const one = await phone.ask(api.seen, { body: { upTo: 1_000, with: 'linus' } })
    expect(one.data).toEqual({ unseen: 1 })
    await ada.ask(api.seen, { body: { upTo: 1_000 } })
    for (const page of pages) {
      expect(await page.next('missed')).toMatchObject({ unseen: 0, latest: null })
      // A request that changes nothing is not published.
      expect(page.all('missed')).toHaveLength(2)
    }
    expect((await pages[0]?.hello())?.unseen).toBe(0)
  })
})

describe('retention', () => {
  test('deletes old history, ended calls and pushes in batches, and nothing that is younger', async () => {
    const room = await openCallRoom()
    const ada = await room.person('ada')
    const grace = await room.person('grace', { push: true })
    const older = await room.place(ada, 'grace')
    await room.calls.events.hangup(ada, older.callId, older.legId)
    room.clock.advance(10_000)
    const younger = await room.place(ada, 'grace')
    await room.calls.events.hangup(ada, younger.callId, younger.legId)
    const live = await room.place(ada, 'grace')
    expect(await sweepHistory(room.store, room.clock, 5_000)).toBe(false)
    const left = await room.store.read.selectFrom('call').select('id').orderBy('id').execute()
    expect(left.map(({ id }) => id).sort()).toEqual([younger.callId, live.callId].sort())
    const rows = await room.store.read.selectFrom('history').select('call_id').execute()
    expect(new Set(rows.map(({ call_id }) => call_id))).toEqual(new Set([younger.callId]))
    expect((await room.outbox()).map(({ device_id }) => device_id)).toEqual([grace.deviceId])
    room.clock.advance(45_001)
    await room.calls.sweepHistory()
    expect(await room.outbox()).toEqual([])
  })
})
