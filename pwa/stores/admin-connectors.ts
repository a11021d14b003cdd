/** The connectors as an admin sees and configures them. */
import { ref } from 'vue'
import { connectorApi } from '../../protocol/connector-api.ts'
import type { AdminConnector, ConnectorList, OwnConnector } from '../../protocol/connector-api.ts'
import type { RequestOf, ResponseOf } from '../../protocol/route.ts'
import { request, type Result } from '../api/http.ts'
import { useAdmin } from './admin.ts'
import { useConnectors } from './connectors.ts'
import { useNews } from './news.ts'
import { createReader } from './reader.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

type Change = RequestOf<typeof connectorApi.changeConnector>
type Trial = RequestOf<typeof connectorApi.tryConnector>
export type TrialResult = ResponseOf<typeof connectorApi.tryConnector>

export const useAdminConnectors = store(() => {
  const list = ref<readonly AdminConnector[] | null>(null)
  const members = ref(0)
  let orders = 0
  /** Orders that the server has not answered yet. */
  let ordering = 0

  /** The list may have changed since the order that is under way. */
  let heard = false

  const reader = createReader(() => request(connectorApi.adminConnectors), take)
  useSession().whenGone(() => {
    reader.forget()
    list.value = null
  })
  useNews().when(['connectors', 'admin'], () => {
    if (ordering > 0) heard = true
    else void reader.again()
  })

  function take(result: Result<ConnectorList>): Result<ConnectorList> {
    if (!result.ok) return result
    list.value = result.data.connectors
    members.value = result.data.members
    return result
  }

  /** After a change, updates this window's Call buttons and the list of acts. */
  function changed(result: Result<ConnectorList>): Result<ConnectorList> {
    if (result.ok) {
      void useConnectors().load()
      void useAdmin().loadActs()
    }
    return take(result)
  }

  /**
   * Optimistic: reverted if the server refuses. The answer to an outdated order is ignored, since it
   * would revert the newer one.
   */
  async function order(ids: readonly string[]): Promise<Result<ConnectorList>> {
    orders += 1
    const mine = orders
    const before = list.value
    // What is being read is older than this order.
    if (reader.outdate()) heard = true
    list.value = ids.flatMap((id) => before?.find((each) => each.id === id) ?? [])
    ordering += 1
    const result = await request(connectorApi.orderConnectors, { body: { ids: [...ids] } })
    ordering -= 1
    if (mine !== orders) return result
    if (!result.ok) list.value = before
    if (heard) void reader.again()
    heard = false
    return changed(result)
  }

  return {
    list,
    members,
    load: reader.load,
    order,
    change: async (id: string, body: Change) =>
      changed(await request(connectorApi.changeConnector, { params: { id }, body })),
    add: async (body: OwnConnector) => changed(await request(connectorApi.addConnector, { body })),
    remove: async (id: string) =>
      changed(await request(connectorApi.removeConnector, { params: { id } })),
    attempt: (id: string, body: Trial) =>
      request(connectorApi.tryConnector, { params: { id }, body }),
  }
})
