/** The HTTP routes of calls: history, missed calls, goodbyes of unloading pages, and ring tokens. */
import { api } from '../../protocol/api.ts'
import { ringApi } from '../../protocol/ring-api.ts'
import type { CallView } from '../../protocol/signals.ts'
import { fail, ok } from '../http/answer.ts'
import type { Answer } from '../http/answer.ts'
import { open, signedIn } from '../http/routes.ts'
import type { App } from '../http/routes.ts'
import { viewCall } from './call-view.ts'
import type { Calls } from './calls.ts'
import { dialRoute } from './dial-route.ts'
import { historyPage } from './history.ts'
import { countUnseen, setSeen, missedGroups, missedNotice } from './missed.ts'
import type { CallDeps } from './call-deps.ts'
import type { RingReply } from './ring-service.ts'

/** Mounts `/api/calls`, `/api/missed`, `/api/dial` and `/api/rings`. */
export function callRoutes(app: App, calls: Calls, deps: CallDeps): void {
  const { store, clock, bus } = deps

  signedIn(app, api.history, ({ identity, body }) =>
    historyPage(store.read, identity.memberId, body, deps.connectors),
  )

  dialRoute(app, calls, deps)

  signedIn(app, api.missed, async ({ identity }) => {
    const { memberId } = identity
    const groups = await missedGroups(store.read, memberId)
    return ok({ groups, unseen: await countUnseen(store.read, memberId) })
  })

  signedIn(app, api.seen, async ({ identity, body }) => {
    const { memberId } = identity
    const { changed, notice } = await store.write(async (db) => {
      const seen = { upTo: body.upTo, with: body.with, at: clock.now() }
      const changed = await setSeen(db, memberId, seen)
      return { changed, notice: await missedNotice(db, memberId) }
    })
    if (changed) bus.publish(memberId, { type: 'missed', notice })
    return ok({ unseen: notice.unseen })
  })

  signedIn(app, ringApi.leave, async ({ identity, body, param }) => {
    const outcome = await calls.events.left(identity, param('id'), body.legId)
    return outcome.ok ? ok({}) : fail(outcome.code)
  })

  open(app, ringApi.ringRinging, async ({ param }) => {
    const outcome = await calls.rings.ringing(param('token'))
    return outcome.ok ? ok({}) : fail(outcome.code)
  })

  open(app, ringApi.ringAnswer, async ({ param, body }) =>
    viewOf(await calls.rings.answer(param('token'), body.legId, body.answerToken)),
  )

  open(app, ringApi.ringDecline, async ({ param }) =>
    viewOf(await calls.rings.decline(param('token'))),
  )

  open(app, ringApi.ringState, async ({ param, body, raw }) => {
    const rev = body.rev === undefined ? null : Number(body.rev)
    return viewOf(await calls.rings.state(param('token'), rev, raw.req.raw.signal))
  })

  function viewOf(outcome: RingReply): Answer<{ call: CallView }> {
    if (!outcome.ok) return fail(outcome.code)
    const call = viewCall(outcome.known, outcome.viewer, clock.now())
    return call === null ? fail('not-a-party') : ok({ call })
  }
}
