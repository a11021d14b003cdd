/** Calls by another program: written to the caller's history, and answered with the program's address. */
import { connectorApi } from '../../protocol/connector-api.ts'
import { fail, ok } from '../http/answer.ts'
import { signedIn } from '../http/routes.ts'
import type { App } from '../http/routes.ts'
import { randomId } from '../random.ts'
import { findMember } from '../store/person-rows.ts'
import { accountOf } from './callee-accounts.ts'
import type { Calls } from './calls.ts'
import type { CallDeps } from './call-deps.ts'

/** Mounts `POST /api/dial`. */
export function dialRoute(app: App, calls: Calls, { store, connectors }: CallDeps): void {
  signedIn(app, connectorApi.dial, async ({ identity, body }) => {
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
