/** Which connectors are on, and in which order: the catalogue, and what the admin changed of it. */
import { api } from '../../protocol/api.ts'
import type { Connector } from '../../protocol/connectors.ts'
import { ok } from '../http/answer.ts'
import { signedIn } from '../http/routes.ts'
import type { App } from '../http/routes.ts'
import type { Store } from '../store/store.ts'

/** On until an admin says otherwise. */
const ON_AT_FIRST = new Set(['webrtc'])

export interface ListedConnector {
  readonly connector: Connector
  readonly enabled: boolean
}

export interface Connectors {
  /** All of them, in their order. */
  list(): readonly ListedConnector[]
  /** The connector of this id, switched on or off; null: there is none. */
  find(id: string): Connector | null
  isEnabled(id: string): boolean
  /** False: there is no such connector. */
  setEnabled(id: string, enabled: boolean): Promise<boolean>
  mount(app: App): void
}

async function read(store: Store, catalogue: readonly Connector[]): Promise<ListedConnector[]> {
  const rows = await store.read.selectFrom('connector').selectAll().execute()
  const changed = new Map(rows.map((row) => [row.id, row]))
  return catalogue
    .map((connector, index) => {
      const row = changed.get(connector.id)
      const enabled = row === undefined ? ON_AT_FIRST.has(connector.id) : row.enabled === 1
      return { connector, enabled, position: row?.position ?? index }
    })
    .sort((a, b) => a.position - b.position)
}

/** Reads what the admin changed; kept in memory, since every call asks. */
export async function openConnectors(
  store: Store,
  catalogue: readonly Connector[],
): Promise<Connectors> {
  let listed = await read(store, catalogue)
  const byId = (id: string) => listed.find(({ connector }) => connector.id === id)
  return {
    list: () => listed,
    find: (id) => byId(id)?.connector ?? null,
    isEnabled: (id) => byId(id)?.enabled ?? false,
    async setEnabled(id, enabled) {
      const position = catalogue.findIndex((connector) => connector.id === id)
      if (position < 0) return false
      const flag = enabled ? 1 : 0
      await store.write((db) =>
        db
          .insertInto('connector')
          .values({ id, position, enabled: flag, settings: '{}', secret: null })
          .onConflict((conflict) => conflict.column('id').doUpdateSet({ enabled: flag }))
          .execute(),
      )
      listed = await read(store, catalogue)
      return true
    },
    mount(app) {
      signedIn(app, api.connectors, async () =>
        ok({
          connectors: listed
            .filter(({ enabled }) => enabled)
            .map(({ connector: { id, title, hint, icon, kind } }) => ({
              id,
              title,
              hint,
              icon,
              kind,
            })),
        }),
      )
    },
  }
}
