/** Connectors: which are on, their settings, and their addresses. */
import type { AdminAct } from '../../protocol/admin-acts.ts'
import { api } from '../../protocol/api.ts'
import { opensInTab } from '../../protocol/connector-address.ts'
import { ok } from '../http/answer.ts'
import { signedIn } from '../http/routes.ts'
import { randomId } from '../random.ts'
import { recordAct } from '../store/admin-acts.ts'
import type { Db } from '../store/tables.ts'
import { dialAddress, roomAddress } from './addresses.ts'
import {
  addConnector,
  changeConnector,
  orderConnectors,
  removeConnector,
} from './connector-changes.ts'
import type { ChangeOutcome, ConnectorChange } from './connector-changes.ts'
import { mountConnectorRoutes } from './connector-routes.ts'
import { readConnectors } from './connector-rows.ts'
import type { ListedConnector } from './connector-rows.ts'
import type { ConnectorDeps, Connectors } from './connector-deps.ts'

function actOf({ enabled }: ConnectorChange): AdminAct {
  if (enabled === undefined) return 'connector-changed'
  return enabled ? 'connector-on' : 'connector-off'
}

/** Opens the connectors. They are cached in memory, since every call needs them. */
export async function openConnectors(deps: ConnectorDeps): Promise<Connectors> {
  const { store, clock, catalogue } = deps
  let all = await readConnectors(store.read, catalogue)
  const byId = (id: string) => all.find(({ connector }) => connector.id === id)
  const record = (db: Db, memberId: string | null, act: AdminAct, target: string) =>
    recordAct(db, { at: clock.now(), memberId, act, target })

  async function changing(
    by: string | null,
    act: AdminAct,
    work: (db: Db) => Promise<ChangeOutcome>,
  ): Promise<ChangeOutcome> {
    const outcome = await store.write(async (db) => {
      const done = await work(db)
      if (done.ok) await record(db, by, act, done.listed.connector.title)
      return done
    })
    if (outcome.ok) all = await readConnectors(store.read, catalogue)
    return outcome
  }

  const connectors: Connectors = {
    list: () => all.filter(({ removed }) => !removed),
    find: (id) => byId(id)?.connector ?? null,
    isEnabled: (id) => byId(id)?.enabled ?? false,
    accountTypes: () =>
      all.flatMap(({ enabled, connector }) =>
        enabled && connector.account !== null ? [{ type: connector.account, connector }] : [],
      ),
    dialAddress(id, account) {
      const listed = byId(id)
      return listed === undefined ? null : dialAddress(listed, account)
    },
    async roomAddress(id, asked) {
      const listed = byId(id)
      return listed === undefined ? null : roomAddress(listed, asked, clock)
    },
    change: (id, change, by) =>
      changing(by, actOf(change), (db) => changeConnector(db, catalogue, id, change)),
    async order(ids, by) {
      await store.write(async (db) => {
        await orderConnectors(db, catalogue, ids)
        await record(db, by, 'connectors-ordered', '')
      })
      all = await readConnectors(store.read, catalogue)
    },
    add: (own, by) =>
      changing(by, 'connector-added', (db) => addConnector(db, catalogue, randomId(), own)),
    remove: (id, by) =>
      changing(by, 'connector-removed', (db) => removeConnector(db, catalogue, id)),
    mount(app) {
      signedIn(app, api.connectors, async ({ identity: { memberId } }) => {
        const member = await store.read
          .selectFrom('member')
          .select('connector_last')
          .where('id', '=', memberId)
          .executeTakeFirst()
        const connectors = all.filter(({ enabled }) => enabled).map(shown)
        return ok({ last: member?.connector_last ?? null, connectors })
      })
      mountConnectorRoutes(app, connectors, deps)
    },
  }
  return connectors
}

function shown({ connector: { id, title, hint, icon, kind, account, template } }: ListedConnector) {
  return {
    id,
    title,
    hint,
    icon,
    kind,
    account: account === null ? null : { type: account.type, label: account.label },
    tab: kind === 'dial' && opensInTab(template),
  }
}
