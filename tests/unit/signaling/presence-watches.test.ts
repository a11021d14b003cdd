/** Whom a page watches, where reading the rows takes time. */
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { silentLog } from '../../../push-server/log.ts'
import { openSqliteStore } from '../../../push-server/store/sqlite-store.ts'
import type { PealSocket } from '../../../push-server/signaling/peal-socket.ts'
import { createPresenceWatches } from '../../../push-server/signaling/presence-watches.ts'
import { tempDir } from '../../support/temp-dir.ts'

const VIEWER = { memberId: 'viewer', deviceId: 'd', kind: 'desktop', admin: false } as const

/** A page's socket, and what it was told. */
function fakeSocket() {
  const told: string[] = []
  const socket = {
    isOver: false,
    watched: null,
    identity: VIEWER,
    forward: (text: string) => void told.push(text),
  }
  return { socket: socket as unknown as PealSocket, told }
}

/** Watches over members whose presence is told when `answer` is called, for each question in its turn. */
async function watches(...handles: readonly string[]) {
  const store = await openSqliteStore(join(tempDir(), 'peal.db'))
  onTestFinished(() => store.close())
  const rest = { admin: 0, dnd_until: null, connector_last: null, photo_version: null } as const
  const rows = handles.map((id) => ({
    id,
    handle: id,
    name: id,
    removed_at: null,
    created_at: 1,
    ...rest,
  }))
  await store.write((db) => db.insertInto('member').values(rows).execute())
  const questions: (() => void)[] = []
  let status: 'available' | 'away' = 'available'
  const presence = {
    async of(ids: readonly string[]) {
      const found = new Map(ids.map((id) => [id, { status, until: null }]))
      await new Promise<void>((answer) => questions.push(answer))
      return found
    },
  }
  const deps = { store, presence, log: silentLog, calls: { liveOf: () => null } }
  return {
    watching: createPresenceWatches(deps),
    set: (next: typeof status) => (status = next),
    async answer(place = 0) {
      while (questions[place] === undefined) await new Promise((resolve) => setImmediate(resolve))
      questions.splice(place, 1)[0]?.()
    },
  }
}

test('the last question counts, even if an earlier one is answered after it', async () => {
  const { watching, answer } = await watches('ada', 'bob')
  const { socket, told } = fakeSocket()
  const first = watching.watch(socket, VIEWER, ['ada'])
  const second = watching.watch(socket, VIEWER, ['bob'])
  await answer(1)
  await second
  await answer()
  await first
  expect(socket.watched).toEqual(['bob'])
  expect(told.join()).not.toContain('ada')
})

test('whoever changes while they are read is read again', async () => {
  const { watching, answer, set } = await watches('ada')
  const { socket, told } = fakeSocket()
  const question = watching.watch(socket, VIEWER, ['ada'])
  await answer().then(() => {
    set('away')
    watching.changed('ada')
  })
  await question
  await answer()
  await new Promise((resolve) => setImmediate(resolve))
  expect(told.map((text) => (JSON.parse(text) as { status: string }).status)).toEqual([
    'available',
    'away',
  ])
})

test('a block that comes while they are read counts', async () => {
  const { watching, answer } = await watches('ada')
  const { socket, told } = fakeSocket()
  const question = watching.watch(socket, VIEWER, ['ada'])
  await answer().then(() => watching.blocked(socket, 'ada', true))
  expect(told).toEqual([])
  await answer()
  await question
  expect(told).toHaveLength(1)
})
