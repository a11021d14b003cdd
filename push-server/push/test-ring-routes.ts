/** The routes of test rings: a device starts one, its worker reports, and its page reads the steps. */
import { pushContract } from '../contract/push-contract.ts'
import { fail, ok } from '../http/answer.ts'
import { serve, type App } from '../http/routes.ts'
import { writeAs } from '../store/write-as.ts'
import { queueOwn } from './outbox-rows.ts'
import type { OwnPayload } from './own-pushes.ts'
import type { PushDeps } from './push-deps.ts'
import { TEST_RING_MS, type TestRings } from './test-rings.ts'

/** The name of a device's test ring in the outbox: one at a time. */
const TEST = 'test'

interface TestRingDeps extends Pick<PushDeps, 'store' | 'clock'> {
  readonly tests: TestRings
  /** Something may be due in the outbox. */
  readonly wake: () => void
}

/** Mounts `/api/push/tests`. */
export function testRingRoutes(app: App, { store, clock, tests, wake }: TestRingDeps): void {
  serve(app, pushContract.testRing, async ({ identity }) => {
    const { deviceId } = identity
    const subscribed = await store.read
      .selectFrom('subscription')
      .select('device_id')
      .where('device_id', '=', deviceId)
      .executeTakeFirst()
    if (subscribed === undefined) return fail('not-found')
    const { id, token } = tests.start(deviceId)
    const payload: OwnPayload = { is: 'test', testId: id, testToken: token }
    const now = clock.now()
    await writeAs(store, identity, (db) =>
      queueOwn(db, {
        deviceId,
        name: TEST,
        payload: JSON.stringify(payload),
        dueAt: now,
        expiresAt: now + TEST_RING_MS,
      }),
    )
    wake()
    return ok({ id, state: { steps: [], over: false } })
  })

  serve(app, pushContract.testState, async ({ identity, body, param, raw }) => {
    const known = body.known === undefined ? null : Number(body.known)
    const state = await tests.read(param('id'), identity.deviceId, known, raw.req.raw.signal)
    return state === null ? fail('not-found') : ok(state)
  })

  serve(app, pushContract.testReport, async ({ body, param }) =>
    tests.report(param('token'), body) ? ok({}) : fail('not-found'),
  )
}
