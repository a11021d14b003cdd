/** The HTTP routes of calls: history, missed calls, goodbyes of unloading pages, and ring tokens. */
import type { Refusal } from '../../protocol/reasons.ts'
import type { CallView } from '../../protocol/signals.ts'
import { mainContract } from '../contract/main-contract.ts'
import { connectorContract } from '../contract/connector-contract.ts'
import { ringContract } from '../contract/ring-contract.ts'
import { fail, ok, type Answer, type Failure } from '../http/answer.ts'
import { serve, type App } from '../http/routes.ts'
import type { CallOutcome, Refused } from '../known-call.ts'
import { randomId } from '../random.ts'
import { writeAs } from '../store/write-as.ts'
import { findMember } from '../store/person-rows.ts'
import type { CallDeps } from './call-deps.ts'
import { viewCall } from './call-view.ts'
import { accountOf } from './callee-accounts.ts'
import type { Calls } from './calls.ts'
import { historyPage } from './history.ts'
import { countUnseen, missedGroups, missedNotice, setSeen } from './missed.ts'
import type { RingReply, TokenRefusal } from './ring-service.ts'

/** Mounts `/api/calls`, `/api/missed`, `/api/dial` and `/api/rings`. */
export function callRoutes(app: App, calls: Calls, deps: CallDeps): void {
  const { store, clock, bus } = deps

  serve(app, mainContract.history, ({ identity, body }) =>
    historyPage(store.read, identity.memberId, body, deps.connectors),
  )

  dialRoute(app, calls, deps)

  serve(app, mainContract.missed, async ({ identity: { memberId } }) => {
    const groups = await missedGroups(store.read, memberId)
    return ok({ groups, unseen: await countUnseen(store.read, memberId) })
  })

  serve(app, mainContract.seen, async ({ identity, body }) => {
    const { memberId } = identity
    const { changed, notice } = await writeAs(store, identity, async (db) => {
      const seen = { upTo: body.upTo, with: body.with, at: clock.now() }
      const changed = await setSeen(db, memberId, seen)
      return { changed, notice: await missedNotice(db, memberId) }
    })
    if (changed) bus.publish(memberId, { type: 'missed', notice })
    return ok({ unseen: notice.unseen })
  })

  const refused = <C extends Refusal>({ code, retryMs }: Refused<C>): Failure<C> =>
    fail(code, retryMs === undefined ? {} : { retryMs })
  const done = <C extends Refusal>(outcome: CallOutcome<C>): Answer<object, C> =>
    outcome.ok ? ok({}) : refused(outcome)

  serve(app, ringContract.leave, async ({ identity, body, param }) =>
    done(await calls.events.left(identity, param('id'), body.legId)),
  )

  serve(app, ringContract.ringRinging, async ({ param }) =>
    done(await calls.rings.ringing(param('token'))),
  )

  serve(app, ringContract.ringAnswer, async ({ param, body }) =>
    viewOf(await calls.rings.answer(param('token'), body.legId, body.answerToken)),
  )

  serve(app, ringContract.ringDecline, async ({ param }) =>
    viewOf(await calls.rings.decline(param('token'))),
  )

  serve(app, ringContract.ringFailed, async ({ param }) =>
    done(await calls.rings.failed(param('token'))),
  )

  serve(app, ringContract.ringState, async ({ param, body, raw }) => {
    const rev = body.rev === undefined ? null : Number(body.rev)
    return viewOf(await calls.rings.state(param('token'), rev, raw.req.raw.signal))
  })

  function viewOf<C extends Refusal>(
    outcome: RingReply<C>,
  ): Answer<{ call: CallView }, C | 'not-a-party' | TokenRefusal> {
    if (!outcome.ok) return refused(outcome)
    const call = viewCall(outcome.known, outcome.viewer, clock.now())
    return call === null ? fail('not-a-party') : ok({ call })
  }
}

/** Mounts `POST /api/dial`. */
function dialRoute(app: App, calls: Calls, { store, connectors }: CallDeps): void {
  serve(app, connectorContract.dial, async ({ identity, body }) => {
    if (identity.kind !== 'desktop') return fail('desktop-only')
    const { callId, to, connector, account: accountId } = body
    const type = connectors.find(connector)?.account?.type
    // Calls of another kind need a window.
    if (connectors.find(connector)?.kind !== 'dial' || type === undefined) {
      return fail('connector-off')
    }
    const callee = await findMember(store.read, to)
    const account =
      callee === undefined ? null : await accountOf(store.read, callee.id, type, accountId)
    const url = account === null ? null : connectors.dialAddress(connector, account.value)
    if (callee !== undefined && account !== null && url === null) return fail('connector-off')
    // A call without an address is not written, but the refusals keep their usual order.
    if (accountId !== undefined && account === null) return fail('no-account')
    // No window will ever have this leg.
    const legId = randomId()
    const placed = await calls.claims.place(identity, { callId, to, connector, legId })
    if (!placed.ok) {
      return fail(placed.code, { retryMs: placed.retryMs })
    }
    const { call } = placed.known
    // The id belongs to another call, so this one was not written.
    if (call.kind !== 'dial' || call.connectorId !== connector || call.calleeId !== callee?.id) {
      return fail('invalid', { field: 'callId' })
    }
    return url === null ? fail('no-account') : ok({ url })
  })
}
