import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Identity } from '../../../push-server/identity.ts'
import type { PealSocket } from '../../../push-server/signaling/peal-socket.ts'
import type { SocketRegistry } from '../../../push-server/signaling/socket-registry.ts'
import { createChangeTeller } from '../../../push-server/signaling/tell-changes.ts'

const COLLECTED_MS = 200
const RECENT_MS = 10_000
const REST_MS = 1_000

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => void vi.useRealTimers())

function page(memberId: string, admin = false) {
  const told: unknown[] = []
  const identity: Identity = { memberId, deviceId: memberId, kind: 'desktop', admin }
  const socket = { identity, forward: (text: string) => told.push(JSON.parse(text)) }
  return { told, socket: socket as unknown as PealSocket }
}

function teller(...pages: ReturnType<typeof page>[]) {
  const sockets = pages.map(({ socket }) => socket)
  const registry = {
    all: () => sockets,
    ofMember: (id: string) => sockets.filter(({ identity }) => identity?.memberId === id),
  }
  return createChangeTeller(registry as unknown as SocketRegistry, {
    now: () => Date.now(),
    wall: () => Date.now(),
  })
}

const person = (handle: string) => ({ type: 'changed', what: 'people', handle }) as const

it('tells each change of a moment once', () => {
  const ada = page('ada')
  const changes = teller(ada)
  for (const handle of ['ken', 'linus', 'ken']) changes.changed(null, person(handle))
  expect(ada.told).toEqual([])
  vi.advanceTimersByTime(COLLECTED_MS)
  expect(ada.told).toEqual([person('ken'), person('linus')])
})

it('names nobody when very many have changed, or when it is not known who', () => {
  const ada = page('ada')
  const changes = teller(ada)
  for (let n = 0; n < 30; n += 1) changes.changed(null, person(`member${n}`))
  vi.advanceTimersByTime(COLLECTED_MS)
  expect(ada.told).toEqual([{ type: 'changed', what: 'people' }])
  changes.changed(null, { type: 'changed', what: 'people' })
  changes.changed(null, person('ken'))
  vi.advanceTimersByTime(REST_MS)
  expect(ada.told).toHaveLength(2)
})

it('tells only whom it concerns, and only admins what admins see', () => {
  const [ada, grace, root] = [page('ada'), page('grace'), page('root', true)]
  const changes = teller(ada, grace, root)
  changes.changed('ada', { type: 'changed', what: 'self' })
  changes.changed(null, { type: 'changed', what: 'admin' })
  vi.advanceTimersByTime(COLLECTED_MS)
  expect([ada.told, grace.told, root.told]).toEqual([
    [{ type: 'changed', what: 'self' }],
    [],
    [{ type: 'changed', what: 'admin' }],
  ])
})

it('tells a page that connects what has changed in the seconds before', () => {
  const ada = page('ada')
  const changes = teller()
  changes.changed(null, person('ken'))
  changes.changed('grace', { type: 'changed', what: 'self' })
  vi.advanceTimersByTime(RECENT_MS / 2)
  changes.changed(null, person('linus'))
  vi.advanceTimersByTime(RECENT_MS / 2)
  changes.catchUp(ada.socket)
  expect(ada.told).toEqual([person('linus')])
})

it('attack: tells of one member once a second at most, and at last what is true then', () => {
  const ada = page('ada')
  const changes = teller(ada)
  for (let n = 0; n < 50; n += 1) {
    changes.changed(null, person('eve'))
    vi.advanceTimersByTime(100)
  }
  expect(ada.told.length).toBeLessThanOrEqual(6)
  const before = ada.told.length
  vi.advanceTimersByTime(REST_MS)
  expect(ada.told.length).toBe(before + 1)
  vi.advanceTimersByTime(10 * REST_MS)
  expect(ada.told.length).toBe(before + 1)
  // Others do not wait for that.
  changes.changed(null, person('eve'))
  changes.changed(null, person('ken'))
  vi.advanceTimersByTime(COLLECTED_MS)
  changes.changed(null, person('eve'))
  changes.changed(null, person('linus'))
  vi.advanceTimersByTime(COLLECTED_MS)
  expect(ada.told.slice(before + 1)).toEqual([person('eve'), person('ken'), person('linus')])
})

it('attack: tells once a second at most that very many have changed', () => {
  const ada = page('ada')
  const changes = teller(ada)
  for (let n = 0; n < 1_000; n += 1) {
    changes.changed(null, person(`member${n}`))
    vi.advanceTimersByTime(5)
  }
  expect(ada.told.length).toBeLessThanOrEqual(6)
})

it('has a page that connects read everything again where more has changed than is kept', () => {
  const changes = teller(page('ada'))
  for (let n = 0; n < 250; n += 1) {
    changes.changed(`member${n}`, { type: 'changed', what: 'self' })
    if (n % 50 === 0) vi.advanceTimersByTime(COLLECTED_MS)
  }
  vi.advanceTimersByTime(REST_MS)
  const first = page('member0')
  changes.catchUp(first.socket)
  expect(first.told).toContainEqual({ type: 'changed', what: 'self' })
})
