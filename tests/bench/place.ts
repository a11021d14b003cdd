/** place: calls placed per second by `push-server/calls`, to the same with a transaction each. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { webrtc } from '../../protocol/connectors/webrtc.ts'
import { CALL_LIMIT } from '../../protocol/installation-settings.ts'
import { createLocalBus } from '../../push-server/bus/bus.ts'
import { openCalls } from '../../push-server/calls/calls.ts'
import type { Calls } from '../../push-server/calls/calls.ts'
import { silentLog } from '../../push-server/log.ts'
import { randomId } from '../../push-server/random.ts'
import { openSqliteStore } from '../../push-server/store/sqlite-store.ts'
import type { Store } from '../../push-server/store/store.ts'
import { connectorFacts } from '../support/connector-facts.ts'
import { atLeast, atMost, compare, median } from './figure.ts'
import type { Figure } from './figure.ts'
import { DATABASE, handleOf, makeData, memberId } from './peal-server.ts'

const IN_FLIGHT = 64
/** As large as a browser's first offer. */
const OFFER = 'v=0\r\n'.padEnd(4_096, 'a=candidate\r\n')

interface Room {
  readonly calls: Calls
  readonly store: Store
  readonly close: () => Promise<void>
}

export const place: Figure = {
  name: 'place',
  async run({ quick }) {
    const [rounds, count] = quick ? [3, 640] : [11, 1_280]
    const shared = await openRoom(count, (store) => store)
    const single = await openRoom(count, oneTransactionEach)
    const commits: number[] = []
    try {
      const compared = await compare(rounds, {
        peal: async () => {
          const before = shared.store.stats().commits
          const speed = await placesPerSecond(shared, count)
          commits.push((shared.store.stats().commits - before) / count)
          await hangUpAll(shared)
          return speed
        },
        baseline: async () => {
          const speed = await placesPerSecond(single, count)
          await hangUpAll(single)
          return speed
        },
      })
      const perCall = median(commits)
      return [
        {
          what: `whole place a second, ${IN_FLIGHT} in flight : a transaction each`,
          value: compared.ratio,
          unit: 'ratio',
          peal: `${compared.peal.toFixed(0)} /s`,
          baseline: `${compared.baseline.toFixed(0)} /s`,
          must: atLeast(2.5),
          goal: atLeast(6),
          rounds: compared.rounds,
        },
        {
          what: 'commits a placed call',
          value: perCall,
          unit: 'commits a call',
          peal: `one for ${(1 / perCall).toFixed(1)} calls`,
          baseline: null,
          must: atMost(1 / 16),
          goal: atMost(1 / 32),
        },
      ]
    } finally {
      await shared.close()
      await single.close()
    }
  },
}

/** Waits for each write's commit before it begins the next. */
function oneTransactionEach(store: Store): Store {
  let last: Promise<unknown> = Promise.resolve()
  return {
    ...store,
    write(work) {
      const mine = last.then(() => store.write(work))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

/** Opens `push-server/calls` on its own database, with a pair of people for each call. */
async function openRoom(pairs: number, through: (store: Store) => Store): Promise<Room> {
  const folder = await makeData({ members: pairs * 2 })
  const store = await openSqliteStore(join(folder, DATABASE))
  const calls = await openCalls({
    store: through(store),
    clock: { now: () => Date.now(), wall: () => Date.now() },
    bus: createLocalBus(),
    log: silentLog,
    sockets: {
      reach: () => ({ sockets: 'open' }),
      reachOfAbsent: () => ({ sockets: 'never' }),
      isOpen: () => true,
      tabCanRing: () => true,
    },
    connectors: connectorFacts(),
    ringMs: () => 45_000,
    historyMs: 86_400_000,
    limits: () => CALL_LIMIT,
  })
  return {
    calls,
    store,
    close: async () => {
      calls.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const deviceOf = (index: number) => ({
  memberId: memberId(index),
  deviceId: `d${index}`,
  kind: 'desktop' as const,
  admin: false,
})
const pairOf = (index: number) => ({ caller: 2 * index, callee: 2 * index + 1 })

async function placesPerSecond({ calls }: Room, count: number): Promise<number> {
  let next = 0
  const placeOneAfterTheOther = async () => {
    while (next < count) {
      const { caller, callee } = pairOf(next)
      next += 1
      const outcome = await calls.claims.place(deviceOf(caller), {
        callId: randomId(),
        to: handleOf(callee),
        connector: webrtc.id,
        legId: randomId(),
        offer: OFFER,
      })
      if (!outcome.ok) throw new Error(outcome.code)
    }
  }
  const before = performance.now()
  await Promise.all(Array.from({ length: IN_FLIGHT }, placeOneAfterTheOther))
  return count / ((performance.now() - before) / 1_000)
}

async function hangUpAll({ calls, store }: Room): Promise<void> {
  const rows = await store.read
    .selectFrom('call')
    .innerJoin('leg', 'leg.call_id', 'call.id')
    .select(['call.id', 'call.caller_id', 'leg.leg_id', 'leg.device_id'])
    .where('call.state', '<>', 'ended')
    .execute()
  await Promise.all(
    rows.map((row) =>
      calls.events.hangup({ memberId: row.caller_id, deviceId: row.device_id }, row.id, row.leg_id),
    ),
  )
  // The call limits would count these as unanswered calls.
  await store.write((db) => db.deleteFrom('history').execute())
  await store.write((db) => db.deleteFrom('call').execute())
}
