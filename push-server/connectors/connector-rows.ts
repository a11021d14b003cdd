/** The connectors there are: the catalogue, what administrators changed of it, and what they added. */
import type { Kysely } from 'kysely'
import * as v from 'valibot'
import { ownConnector } from '../../protocol/connector-api.ts'
import type { OwnConnector } from '../../protocol/connector-api.ts'
import { WEBRTC_ID } from '../../protocol/connectors.ts'
import type { Connector } from '../../protocol/connectors.ts'
import { makeOwn } from '../../protocol/connectors/own.ts'
import type { Tables } from '../store/tables.ts'

/** A connector as it is here. */
export interface ListedConnector {
  /** With the title that an administrator gave it. */
  readonly connector: Connector
  readonly firstTitle: string
  readonly enabled: boolean
  /** Settings by their names, but secrets. */
  readonly values: Readonly<Record<string, string>>
  readonly secret: string | null
  /** What it was made of, if it was added here. */
  readonly own: OwnConnector | null
  /** It was added here and removed again: kept for the calls that still name it. */
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

/** What another Peal kept otherwise counts as not set: one row does not keep the server from starting. */
function readKept(settings: string): KeptSettings {
  if (settings === '{}') return NOTHING
  try {
    return v.parse(keptSettings, JSON.parse(settings))
  } catch {
    return NOTHING
  }
}

/** All of them in their order, removed ones too. */
export async function readConnectors(
  db: Kysely<Tables>,
  catalogue: readonly Connector[],
): Promise<ListedConnector[]> {
  const rows = await db.selectFrom('connector').selectAll().execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const placed: { listed: ListedConnector; position: number }[] = []
  for (const [index, connector] of catalogue.entries()) {
    const row = byId.get(connector.id)
    // On until an administrator says otherwise.
    const enabled = row === undefined ? connector.id === WEBRTC_ID : row.enabled === 1
    // It is the catalogue's, whatever its row says: it cannot be changed or removed as an own one.
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
  return placed.sort((a, b) => a.position - b.position).map(({ listed }) => listed)
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
    // What lacks a setting, perhaps one that is new, would ring and lead nowhere.
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
