/** Changes of connectors by administrators. */
import type { ChangedSettings, OwnConnector } from '../../protocol/connector-api.ts'
import type { Connector } from '../../protocol/connectors.ts'
import { makeOwn } from '../../protocol/connectors/own.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { flag, type Db } from '../store/tables.ts'
import { missingSetting, readConnectors } from './connector-rows.ts'
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

/** The connector as it is now; `invalid`: the field is wrong, or missing although the connector is on. */
export type Changed = Answer<ListedConnector>

/** The connector after a change; nothing is written. */
export function afterChange(before: ListedConnector, change: ConnectorChange): Changed {
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
export function afterRemoval(before: ListedConnector): Changed {
  return before.own === null ? fail('not-found') : ok({ ...before, enabled: false, removed: true })
}

/** Writes what `change`, which decides, makes of the connector with this id. */
export async function changeConnector(
  db: Db,
  catalogue: readonly Connector[],
  id: string,
  change: (before: ListedConnector) => Changed,
): Promise<Changed> {
  const all = await readConnectors(db, catalogue)
  const position = all.findIndex((each) => each.connector.id === id && !each.removed)
  const before = all[position]
  if (before === undefined) return fail('not-found')
  const changed = change(before)
  if (changed.ok) await write(db, changed.data, position)
  return changed
}

/** Puts these connectors first, in this order; the others follow in their former order. */
export async function orderConnectors(
  db: Db,
  catalogue: readonly Connector[],
  ids: readonly string[],
): Promise<void> {
  const all = await readConnectors(db, catalogue)
  const placeOf = ({ connector }: ListedConnector) => {
    const place = ids.indexOf(connector.id)
    return place < 0 ? ids.length : place
  }
  const ordered = [...all].sort((a, b) => placeOf(a) - placeOf(b))
  for (const [position, listed] of ordered.entries()) await write(db, listed, position)
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
): Promise<Changed> {
  const field = ownProblem(own)
  if (field !== null) return fail('invalid', { field })
  const listed = freshConnector(id, own)
  await write(db, listed, (await readConnectors(db, catalogue)).length)
  return ok(listed)
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
