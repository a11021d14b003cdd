/** Connectors: which are on, their settings, and their addresses. */
import type { AdminAct } from '../../protocol/admin-acts.ts'
import type { OwnConnector } from '../../protocol/connector-api.ts'
import type { Connector } from '../../protocol/connectors.ts'
import type { News } from '../bus/news.ts'
import type { Clock } from '../clock.ts'
import type { Identity } from '../identity.ts'
import { randomId } from '../random.ts'
import { recordAct } from '../store/admin-acts.ts'
import type { Store } from '../store/store.ts'
import type { Db } from '../store/tables.ts'
import { writeAsAdmin } from '../store/write-as.ts'
import { dialAddress, roomAddress, type RoomAsked } from './addresses.ts'
import {
  addConnector,
  afterChange,
  afterRemoval,
  changeConnector,
  orderConnectors,
} from './connector-changes.ts'
import type { Changed, ConnectorChange, ConnectorFault, Written } from './connector-changes.ts'
import { readConnectors } from './connector-rows.ts'

export interface ConnectorDeps {
  readonly store: Store
  readonly clock: Clock
  readonly news: News
  /** The connectors that come with Peal. */
  readonly catalogue: readonly Connector[]
}

/** The connectors of this installation. */
export type Connectors = Awaited<ReturnType<typeof openConnectors>>

function actOf({ enabled }: ConnectorChange): AdminAct {
  if (enabled === undefined) return 'connector-changed'
  return enabled ? 'connector-on' : 'connector-off'
}

/** Opens the connectors. They are cached in memory, since every call needs them. */
export async function openConnectors({ store, clock, news, catalogue }: ConnectorDeps) {
  let all = await readConnectors(store.read, catalogue)
  const byId = (id: string) => all.find(({ connector }) => connector.id === id)
  const record = (db: Db, by: Identity | null, act: AdminAct, target: string) =>
    recordAct(db, { at: clock.now(), memberId: by?.memberId ?? null, act, target })

  /** Reads what was written, and tells the pages. */
  async function changed(): Promise<void> {
    all = await readConnectors(store.read, catalogue)
    news.connectors()
    news.admin()
  }

  async function changing<C extends ConnectorFault>(
    by: Identity | null,
    act: AdminAct,
    work: (db: Db) => Promise<Written<C>>,
  ): Promise<Changed<C>> {
    const outcome = await writeAsAdmin(store, by, async (db) => {
      const done = await work(db)
      if (done.isNew && done.changed.ok) {
        await record(db, by, act, done.changed.data.connector.title)
      }
      return done
    })
    if (outcome.isNew) await changed()
    return outcome.changed
  }

  return {
    /** All connectors that are not removed, in their order. */
    list: () => all.filter((listed) => !listed.removed),
    /** The connector with this id, on or off, removed or not; null: there never was one. */
    find: (id: string) => byId(id)?.connector ?? null,
    isEnabled: (id: string) => byId(id)?.enabled ?? false,
    /** The kinds of IM accounts that enabled connectors need, in their order, with the connector. */
    accountTypes: () =>
      all.flatMap(({ enabled, connector }) =>
        enabled && connector.account !== null ? [{ type: connector.account, connector }] : [],
      ),
    /** The address of a call by a `dial` connector; null: something is missing. */
    dialAddress(id: string, account: string | null) {
      const listed = byId(id)
      return listed === undefined ? null : dialAddress(listed, account)
    },
    /** The address of a call's meeting room for one person now; null: something is missing. */
    async roomAddress(id: string, asked: RoomAsked) {
      const listed = byId(id)
      return listed === undefined ? null : roomAddress(listed, asked, clock)
    },
    /** `by`: the administrator; null: the command line. */
    change: (id: string, change: ConnectorChange, by: Identity | null) =>
      changing(by, actOf(change), (db) =>
        changeConnector(db, catalogue, id, (before) => afterChange(before, change)),
      ),
    async order(ids: readonly string[], by: Identity) {
      const isNew = await writeAsAdmin(store, by, async (db) => {
        if (!(await orderConnectors(db, catalogue, ids))) return false
        await record(db, by, 'connectors-ordered', '')
        return true
      })
      if (isNew) await changed()
    },
    add: (own: OwnConnector, by: Identity) =>
      changing(by, 'connector-added', (db) => addConnector(db, catalogue, randomId(), own)),
    remove: (id: string, by: Identity) =>
      changing(by, 'connector-removed', (db) => changeConnector(db, catalogue, id, afterRemoval)),
  }
}
