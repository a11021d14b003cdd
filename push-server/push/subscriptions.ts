/** Keeps devices' push subscriptions, proves them by an echo, and removes them. */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { PushState } from '../../protocol/push.ts'
import { pushContract } from '../contract/push-contract.ts'
import { fail, ok } from '../http/answer.ts'
import { serve, type App } from '../http/routes.ts'
import { spend } from '../rate-limit.ts'
import type { Store } from '../store/store.ts'
import { writeAs } from '../store/write-as.ts'
import { isPublicKey, type SubscriptionKeys } from './encryption.ts'
import { trustEndpoint } from './endpoint-check.ts'
import { forgetDevice, queueOwn } from './outbox-rows.ts'
import type { EchoTokens } from './own-pushes.ts'
import type { PushDeps } from './push-deps.ts'
import type { VapidKeyRing } from './vapid-keys.ts'

/** A subscription that was proved within this time is not proved again. */
const PROOF_MS = 86_400_000
/** A push that arrives so soon after another one proves nothing new, and whoever has a token may say so at will. */
const PROVED_ANEW_MS = 60_000
/** An echo that arrives later proves nothing. */
const ECHO_LIFE_MS = 60_000
/** Each may cause a write and an echo. A browser subscribes when Peal is opened, and rarely again. */
const MOST_AN_HOUR = 30
const HOUR_S = 3_600
/** The name of a device's echo in the outbox. */
const ECHO = 'echo'

interface SubscriptionDeps extends PushDeps {
  readonly keys: VapidKeyRing
  readonly echoes: EchoTokens
  /** Something may be due in the outbox. */
  readonly wake: () => void
}

/** The subscriptions of this store: one for each device at most. */
export function createSubscriptions(deps: SubscriptionDeps) {
  const { store, clock, log, keys, echoes, wake } = deps
  const tries = new RateLimiterMemory({ points: MOST_AN_HOUR, duration: HOUR_S })

  function rowOf(deviceId: string) {
    return store.read
      .selectFrom('subscription')
      .innerJoin('device', 'device.id', 'subscription.device_id')
      .selectAll('subscription')
      .select('device.member_id')
      .where('device_id', '=', deviceId)
      .where('device.signed_out_at', 'is', null)
      .executeTakeFirst()
  }

  async function stateOf(deviceId: string): Promise<PushState> {
    const row = await rowOf(deviceId)
    const subscription = row && {
      current: row.vapid_key_id === keys.present.id,
      provedAt: row.proved_at,
      failingSince: row.failing_since,
      language: row.language,
    }
    return { key: keys.present.publicKey, subscription: subscription ?? null }
  }

  /** A push has reached the device. */
  async function proved(deviceId: string): Promise<void> {
    const row = await rowOf(deviceId)
    if (row === undefined) return
    const isNew = row.proved_at === null || row.proved_at <= clock.now() - PROVED_ANEW_MS
    if (!isNew && row.failing_since === null) return
    await store.write((db) =>
      db
        .updateTable('subscription')
        .set({ proved_at: clock.now(), failing_since: null })
        .where('device_id', '=', deviceId)
        .where('endpoint', '=', row.endpoint)
        .execute(),
    )
    deps.onReachable(row.member_id)
  }

  function mount(app: App): void {
    serve(app, pushContract.pushState, async ({ identity }) => ok(await stateOf(identity.deviceId)))

    serve(app, pushContract.subscribe, async ({ identity, body }) => {
      const retryMs = deps.limits ? await spend(tries, identity.deviceId) : null
      if (retryMs !== null) return fail('too-many-tries', { retryMs })
      const { endpoint, keys: its } = body
      if (trustEndpoint(endpoint, deps.pushHosts) === null) {
        const host = URL.canParse(endpoint) ? new URL(endpoint).host : null
        log.warn({ host }, 'a push endpoint at a host that is not listed')
        return fail('invalid', { field: 'endpoint' })
      }
      if (!isPublicKey(its.p256dh)) return fail('invalid', { field: 'keys' })
      const pair = keys.byPublicKey(body.serverKey)
      if (pair === null) return fail('invalid', { field: 'serverKey' })
      const { deviceId, memberId } = identity
      const isNew = await writeAs(store, identity, async (db) => {
        // A browser has one endpoint, so another device that had it has lost it.
        const other = await db
          .selectFrom('subscription')
          .select('device_id')
          .where('endpoint', '=', endpoint)
          .where('device_id', '<>', deviceId)
          .executeTakeFirst()
        if (other !== undefined) await forgetDevice(db, other.device_id)
        const before = await db
          .selectFrom('subscription')
          .select(['endpoint', 'proved_at'])
          .where('device_id', '=', deviceId)
          .executeTakeFirst()
        const same = before?.endpoint === endpoint
        const provedAt = same ? before.proved_at : null
        const values = {
          endpoint,
          p256dh: its.p256dh,
          auth: its.auth,
          vapid_key_id: pair.id,
          proved_at: provedAt,
          failing_since: null,
          ...(body.language === undefined ? {} : { language: body.language }),
        }
        await db
          .insertInto('subscription')
          .values({ device_id: deviceId, ...values })
          .onConflict((conflict) => conflict.column('device_id').doUpdateSet(values))
          .execute()
        const now = clock.now()
        if (provedAt === null || provedAt < now - PROOF_MS) {
          await queueOwn(db, {
            deviceId,
            name: ECHO,
            payload: JSON.stringify({ is: 'echo' }),
            dueAt: now,
            expiresAt: now + ECHO_LIFE_MS,
          })
        }
        return !same
      })
      wake()
      if (isNew) log.info({ member: memberId, device: deviceId }, 'push subscription')
      return ok(await stateOf(deviceId))
    })

    serve(app, pushContract.unsubscribe, async ({ identity }) => {
      await writeAs(store, identity, (db) => forgetDevice(db, identity.deviceId))
      deps.onReachable(identity.memberId)
      return ok({})
    })

    serve(app, pushContract.pushEcho, async ({ body }) => {
      const row = await rowOf(body.deviceId)
      if (row === undefined || !echoes.isToken(body.echoToken, body.deviceId, row.endpoint)) {
        return fail('not-found')
      }
      await proved(body.deviceId)
      return ok({})
    })
  }

  return { mount, proved }
}

/** The keys of at most `most` subscriptions. */
export function subscriptionKeys(store: Store, most: number): Promise<SubscriptionKeys[]> {
  return store.read.selectFrom('subscription').select(['p256dh', 'auth']).limit(most).execute()
}
