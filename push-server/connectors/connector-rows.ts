/** Reads the connectors: the catalogue with administrators' changes, and the connectors they added. */
import * as v from 'valibot'
import { ownConnector, type OwnConnector } from '../../protocol/connector-api.ts'
import { WEBRTC_ID, type Connector } from '../../protocol/connectors.ts'
import { makeOwn } from '../../protocol/connectors/own.ts'
import type { Db } from '../store/tables.ts'

/** A connector of this installation. */
export interface ListedConnector {
  /** With the title that an administrator gave it. */
  readonly connector: Connector
  readonly firstTitle: string
  readonly enabled: boolean
  /** Settings by name, without secrets. */
  readonly values: Readonly<Record<string, string>>
  readonly secret: string | null
  /** Its definition if an administrator added it. */
  readonly own: OwnConnector | null
  /** An administrator added and removed it; it is kept for calls that refer to it. */
  readonly removed: boolean
}

/** The column `settings`, as JSON. */
const keptSettings = v.object({
  title: v.optional(v.string()),
  values: v.optional(v.record(v.string(), v.string()), {}),
  own: v.optional(ownConnector),
  removed: v.optional(v.boolean(), false),
})
export type KeptSettings = v.InferOutput<typeof keptSettings>

const NOTHING: KeptSettings = { values: {}, removed: false }

/** A row that another version of Peal wrote in another way counts as not set: the server must start. */
function readKept(settings: string): KeptSettings {
  if (settings === '{}') return NOTHING
  try {
    return v.parse(keptSettings, JSON.parse(settings))
  } catch {
    return NOTHING
  }
}

/** All connectors in their order, including removed ones. */
export async function readConnectors(
  db: Db,
  catalogue: readonly Connector[],
): Promise<ListedConnector[]> {
  return (await readPlaced(db, catalogue)).map(({ listed }) => listed)
}

/** The same, with what their rows say of their places. */
export async function readPlaced(
  db: Db,
  catalogue: readonly Connector[],
): Promise<{ readonly listed: ListedConnector; readonly position: number }[]> {
  const rows = await db.selectFrom('connector').selectAll().execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const placed: { listed: ListedConnector; position: number }[] = []
  for (const [index, connector] of catalogue.entries()) {
    const row = byId.get(connector.id)
    // On by default.
    const enabled = row === undefined ? connector.id === WEBRTC_ID : row.enabled === 1
    // Whatever its row says, a connector of the catalogue cannot be changed or removed like an own one.
    const { title, values } = row === undefined ? NOTHING : readKept(row.settings)
    const kept = { title, values, removed: false }
    const listed = list(connector, kept, enabled, row?.secret ?? null)
    placed.push({ listed, position: row?.position ?? index })
    byId.delete(connector.id)
  }
  for (const { id, settings, enabled, secret, position } of byId.values()) {
    const kept = readKept(settings)
    if (kept.own === undefined) continue
    placed.push({ listed: list(makeOwn(id, kept.own), kept, enabled === 1, secret), position })
  }
  return placed.sort((a, b) => a.position - b.position)
}

function list(
  connector: Connector,
  { title, values, own, removed }: KeptSettings,
  enabled: boolean,
  secret: string | null,
): ListedConnector {
  const set: Record<string, string> = {}
  for (const { name, is, initial } of connector.settings) {
    if (is !== 'secret') set[name] = values[name] ?? initial
  }
  return {
    connector: title === undefined ? connector : { ...connector, title },
    firstTitle: connector.title,
    // Off if a setting is missing, perhaps a new one: calls would ring and lead nowhere.
    enabled: enabled && !removed && missingSetting({ connector, values: set }) === null,
    values: set,
    secret,
    own: own ?? null,
    removed,
  }
}

/** The first required setting that is empty, or null. */
export function missingSetting({
  connector,
  values,
}: Pick<ListedConnector, 'connector' | 'values'>): string | null {
  const missing = connector.settings.find(
    ({ name, is, required }) => required && is !== 'secret' && (values[name] ?? '') === '',
  )
  return missing?.name ?? null
}
