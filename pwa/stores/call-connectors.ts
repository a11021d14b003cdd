/** The ways to call that a call window has, as the server tells them. */
import * as v from 'valibot'
import { enabledConnectors, type EnabledConnectors } from '../../protocol/enabled-connectors.ts'
import { ask } from './call-requests.ts'

/** The connectors that are enabled here (`api.connectors`); null: the server gave no usable answer. */
export async function findConnectors(): Promise<EnabledConnectors | null> {
  const parsed = v.safeParse(enabledConnectors, (await ask('/api/connectors'))?.body)
  return parsed.success ? parsed.output : null
}

/**
 * The connector of this id; where none is named, the one last used, else the first that a window can call by.
 * Null: there is none, or the server gave no usable answer.
 */
export async function findConnector(
  named: string | null,
): Promise<{ readonly id: string; readonly kind: 'peer' | 'room' } | null> {
  const found = await findConnectors()
  const ways = found?.connectors.filter(({ kind }) => kind !== 'dial') ?? []
  const wanted =
    ways.find(({ id }) => id === (named ?? found?.last)) ?? (named ? undefined : ways[0])
  return wanted === undefined
    ? null
    : { id: wanted.id, kind: wanted.kind === 'room' ? 'room' : 'peer' }
}
