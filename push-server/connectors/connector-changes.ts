/** Changes of connectors by administrators. */
import type { ChangedSettings, OwnConnector } from '../../protocol/connector-api.ts'
import type { Connector } from '../../protocol/connectors.ts'
import { makeOwn } from '../../protocol/connectors/own.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { flag, type Db } from '../store/tables.ts'
import { missingSetting, readPlaced } from './connector-rows.ts'
import type { KeptSettings, ListedConnector } from './connector-rows.ts'
import { checkSettings, ownProblem } from './connector-settings.ts'

export interface ConnectorChange {
  readonly enabled?: boolean | undefined
  readonly title?: string | undefined
  /** By name; see `checkSettings`. */
  readonly settings?: ChangedSettings | undefined
  /** The new definition of an own connector. */
  readonly own?: OwnConnector | undefined
}

/** Own connectors that administrators may add. */
const OWN_MAX = 50
/** Rows of removed ones that are kept for calls that refer to them, before those that are not needed are deleted. */
const REMOVED_MAX = 100

/** Why a connector stays as it is. */
export type ConnectorFault = 'invalid' | 'not-found' | 'too-large'

/** The connector as it is now; `invalid`: the field is wrong, or missing although the connector is on. */
export type Changed<C extends ConnectorFault = ConnectorFault> = Answer<ListedConnector, C>

/** The same, and whether anything was written. */
export interface Written<C extends ConnectorFault = ConnectorFault> {
  readonly changed: Changed<C>
  readonly isNew: boolean
}

/** The connector after a change; nothing is written. */
export function afterChange(
  before: ListedConnector,
  change: ConnectorChange,
): Changed<'invalid' | 'not-found'> {
  let { connector, own } = before
  if (change.own !== undefined) {
    if (own === null) return fail('not-found')
    const field = ownProblem(change.own)
    if (field !== null) return fail('invalid', { field })
    // A call that rings now would be handed over to something else.
    if (change.own.kind !== own.kind) return fail('invalid', { field: 'kind' })
    own = change.own
    connector = makeOwn(connector.id, own)
  }
  if (change.title !== undefined) {
    connector = { ...connector, title: change.title }
    if (own !== null) own = { ...own, title: change.title }
  }
  const checked = checkSettings(connector, before, change.settings ?? [])
  if (!checked.ok) return checked
  const enabled = change.enabled ?? before.enabled
  const listed = { ...before, connector, own, enabled, ...checked.data }
  const missing = enabled ? missingSetting(listed) : null
  return missing === null ? ok(listed) : fail('invalid', { field: missing })
}

/** The own connector as removed. Its row stays, since ringing calls and history refer to it. */
export function afterRemoval(before: ListedConnector): Changed<'not-found'> {
  return before.own === null ? fail('not-found') : ok({ ...before, enabled: false, removed: true })
}

/** Writes what `change`, which decides, makes of the connector with this id. */
export async function changeConnector<C extends ConnectorFault>(
  db: Db,
  catalogue: readonly Connector[],
  id: string,
  change: (before: ListedConnector) => Changed<C>,
): Promise<Written<C | 'not-found'>> {
  const all = await readPlaced(db, catalogue)
  const placed = all.find(({ listed }) => listed.connector.id === id && !listed.removed)
  if (placed === undefined) return { changed: fail('not-found'), isNew: false }
  const { listed: before, position } = placed
  const changed = change(before)
  const isNew = changed.ok && JSON.stringify(changed.data) !== JSON.stringify(before)
  if (changed.ok && isNew) await write(db, changed.data, position)
  return { changed, isNew }
}

/**
 * Puts these connectors first, in this order; the others follow in their former order. Returns whether any has
 * another place now.
 */
export async function orderConnectors(
  db: Db,
  catalogue: readonly Connector[],
  ids: readonly string[],
): Promise<boolean> {
  const all = await readPlaced(db, catalogue)
  const placeOf = ({ connector }: ListedConnector) => {
    const place = ids.indexOf(connector.id)
    return place < 0 ? ids.length : place
  }
  const ordered = [...all].sort((a, b) => placeOf(a.listed) - placeOf(b.listed))
  const isNew = ordered.some(({ listed }, at) => listed !== all[at]?.listed)
  if (!isNew) return false
  for (const [position, { listed, position: former }] of ordered.entries()) {
    if (position !== former) await write(db, listed, position)
  }
  return true
}

/** A new own connector, switched off. */
export function freshConnector(id: string, own: OwnConnector): ListedConnector {
  return {
    connector: makeOwn(id, own),
    firstTitle: own.title,
    enabled: false,
    values: {},
    secret: null,
    own,
    removed: false,
  }
}

/** Adds an own connector at the end, switched off. */
export async function addConnector(
  db: Db,
  catalogue: readonly Connector[],
  id: string,
  own: OwnConnector,
): Promise<Written<'invalid' | 'too-large'>> {
  const field = ownProblem(own)
  if (field !== null) return { changed: fail('invalid', { field }), isNew: false }
  const all = await readPlaced(db, catalogue)
  const owns = all.filter(({ listed }) => listed.own !== null)
  const removed = owns.filter((each) => each.listed.removed)
  if (removed.length >= REMOVED_MAX) await deleteUnneeded(db, removed)
  if (owns.length - removed.length >= OWN_MAX) return { changed: fail('too-large'), isNew: false }
  const listed = freshConnector(id, own)
  await write(db, listed, (all.at(-1)?.position ?? -1) + 1)
  return { changed: ok(listed), isNew: true }
}

/** Deletes the removed connectors that neither a call nor a history refers to. */
async function deleteUnneeded(
  db: Db,
  removed: readonly { readonly listed: ListedConnector }[],
): Promise<void> {
  const ids = removed.map(({ listed }) => listed.connector.id)
  const needed = new Set<string>()
  for (const table of ['call', 'history'] as const) {
    const rows = await db
      .selectFrom(table)
      .select('connector_id')
      .distinct()
      .where('connector_id', 'in', ids)
      .execute()
    for (const row of rows) needed.add(row.connector_id)
  }
  const unneeded = ids.filter((id) => !needed.has(id))
  if (unneeded.length > 0) await db.deleteFrom('connector').where('id', 'in', unneeded).execute()
}

async function write(db: Db, listed: ListedConnector, position: number): Promise<void> {
  const { connector, firstTitle, own, values, secret, removed } = listed
  const kept: KeptSettings = {
    values: { ...values },
    removed,
    ...(own === null ? {} : { own }),
    ...(own !== null || connector.title === firstTitle ? {} : { title: connector.title }),
  }
  const columns = {
    position,
    enabled: flag(listed.enabled),
    settings: JSON.stringify(kept),
    secret,
  }
  await db
    .insertInto('connector')
    .values({ id: connector.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
}
