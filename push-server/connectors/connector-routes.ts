/** The routes of connectors: what pages show, and what administrators change. */
import { opensInTab } from '../../protocol/connector-address.ts'
import type { AdminConnector, ConnectorList } from '../../protocol/connector-api.ts'
import { readAccount } from '../../protocol/connectors.ts'
import { serve, type App } from '../http/routes.ts'
import { mainContract } from '../contract/main-contract.ts'
import { connectorContract } from '../contract/connector-contract.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { randomId, sha256 } from '../random.ts'
import { dialAddress, roomAddress } from './addresses.ts'
import { afterChange, freshConnector } from './connector-changes.ts'
import type { Changed, ConnectorFault } from './connector-changes.ts'
import { type ListedConnector, missingSetting } from './connector-rows.ts'
import type { ConnectorDeps, Connectors } from './connectors.ts'
import { checkHost, type HostCheckDeps } from './host-check.ts'

export function mountConnectorRoutes(
  app: App,
  connectors: Connectors,
  { store, clock }: Pick<ConnectorDeps, 'store' | 'clock'>,
  hostCheck: HostCheckDeps,
): void {
  serve(app, mainContract.connectors, async ({ identity: { memberId } }) => {
    const member = await store.read
      .selectFrom('member')
      .select('connector_last')
      .where('id', '=', memberId)
      .executeTakeFirst()
    const enabled = connectors.list().filter((listed) => listed.enabled)
    return ok({ last: member?.connector_last ?? null, connectors: enabled.map(shown) })
  })

  /** How many members have an account, by its type. */
  async function accountCounts(): Promise<Map<string, number>> {
    const rows = await store.read
      .selectFrom('im_account')
      .select(['type', (eb) => eb.fn.count<number>('member_id').distinct().as('members')])
      .groupBy('type')
      .execute()
    return new Map(rows.map(({ type, members }) => [type, Number(members)]))
  }

  async function list(): Promise<ConnectorList> {
    const counts = await accountCounts()
    const { members } = await store.read
      .selectFrom('member')
      .select((eb) => eb.fn.countAll<number>().as('members'))
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow()
    return {
      connectors: connectors.list().map((listed) => adminView(listed, counts)),
      members: Number(members),
    }
  }

  async function listAfter<C extends ConnectorFault>(
    changed: Promise<Changed<C>>,
  ): Promise<Answer<ConnectorList, C>> {
    const answer = await changed
    return answer.ok ? ok(await list()) : answer
  }

  serve(app, connectorContract.adminConnectors, async () => ok(await list()))
  serve(app, connectorContract.orderConnectors, async ({ body, identity }) => {
    await connectors.order(body.ids, identity)
    return ok(await list())
  })
  serve(app, connectorContract.addConnector, ({ body, identity }) =>
    listAfter(connectors.add(body, identity)),
  )
  serve(app, connectorContract.changeConnector, ({ body, identity, param }) =>
    listAfter(connectors.change(param('id'), body, identity)),
  )
  serve(app, connectorContract.removeConnector, ({ identity, param }) =>
    listAfter(connectors.remove(param('id'), identity)),
  )

  serve(app, connectorContract.tryConnector, async ({ body, identity, param }) => {
    const { settings, own, account: typed } = body
    const before =
      connectors.list().find(({ connector }) => connector.id === param('id')) ??
      (own === undefined ? null : freshConnector('new', own))
    if (before === null) return fail('not-found')
    const changed = afterChange(before, { settings, own })
    if (!changed.ok) return changed
    const listed = changed.data
    const { kind, account: type } = listed.connector
    const missing = missingSetting(listed)
    if (missing !== null) return fail('invalid', { field: missing })
    const account = type === null ? null : readAccount(type, typed ?? '')
    if (type !== null && account === null) return fail('invalid', { field: 'account' })
    const random = sha256(randomId()).slice(0, 32)
    const member = await store.read
      .selectFrom('member')
      .select(['handle', 'name'])
      .where('id', '=', identity.memberId)
      .executeTakeFirstOrThrow()
    const person = { ...member, photo: null }
    const url =
      kind === 'room'
        ? await roomAddress(listed, { random, account, person }, clock)
        : dialAddress(listed, account)
    if (url === null) return fail('invalid', { field: 'template' })
    const { protocol, host } = new URL(url)
    return ok({ url, host: protocol === 'https:' ? await checkHost(host, hostCheck) : null })
  })
}

function adminView(listed: ListedConnector, counts: ReadonlyMap<string, number>): AdminConnector {
  const { connector, firstTitle, enabled, values, secret, own } = listed
  const { id, title, hint, icon, kind, docs, account } = connector
  return {
    id,
    title,
    hint,
    icon,
    kind,
    enabled,
    own,
    docs,
    tab: opensInTab(connector.template),
    firstTitle,
    settings: connector.settings.map(({ name, is, label, hint: said, required }) => ({
      name,
      is,
      label,
      hint: said,
      required,
      value: is === 'secret' ? '' : (values[name] ?? ''),
      kept: is === 'secret' && secret !== null,
    })),
    account: account && {
      label: account.label,
      example: account.example,
      have: counts.get(account.type) ?? 0,
    },
  }
}

function shown({ connector: { id, title, hint, icon, kind, account, template } }: ListedConnector) {
  const needed = account && { type: account.type, label: account.label }
  return {
    id,
    title,
    hint,
    icon,
    kind,
    account: needed,
    tab: kind === 'dial' && opensInTab(template),
  }
}
