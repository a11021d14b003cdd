/** IM accounts: one's own, those of the person whose profile is open, and calls to them. */
import { ref } from 'vue'
import { connectorApi, type Account, type AccountKind } from '../../protocol/connector-api.ts'
import type { RequestOf } from '../../protocol/route.ts'
import { request, type Result } from '../api/http.ts'
import { randomId } from '../platform/base64-url.ts'
import { useNews } from './news.ts'
import { createReader } from './reader.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

export const useAccounts = store(() => {
  const own = ref<readonly Account[]>([])
  const kinds = ref<readonly AccountKind[]>([])
  const loaded = ref(false)

  const reader = createReader(
    () => request(connectorApi.accounts),
    (result) => {
      if (!result.ok) return
      own.value = result.data.accounts
      kinds.value = result.data.kinds
      loaded.value = true
    },
  )
  useSession().whenGone(() => {
    reader.forget()
    own.value = []
    loaded.value = false
  })
  useNews().when(['self', 'connectors'], () => void reader.again())

  async function add(type: string, value: string): Promise<Result<Account>> {
    const result = await request(connectorApi.addAccount, { body: { type, value } })
    if (result.ok) own.value = [...own.value, result.data]
    return result
  }

  async function change(id: string, value: string): Promise<Result<Account>> {
    const result = await request(connectorApi.changeAccount, { params: { id }, body: { value } })
    if (result.ok) {
      const changed = result.data
      own.value = own.value.map((account) => (account.id === id ? changed : account))
    }
    return result
  }

  /** Already removed: treat it as success. */
  async function remove(id: string): Promise<Result<object>> {
    const result = await request(connectorApi.removeAccount, { params: { id } })
    if (result.ok || result.code === 'not-found') {
      own.value = own.value.filter((account) => account.id !== id)
    }
    return result
  }

  const of = (handle: string) => request(connectorApi.accountsOf, { params: { handle } })

  return { own, kinds, loaded, load: reader.load, add, change, remove, of }
})

/** Asks for the address of a call by another program; the call is in one's history then. */
export function dial(
  call: Omit<RequestOf<typeof connectorApi.dial>, 'callId'>,
): Promise<Result<{ url: string }>> {
  return request(connectorApi.dial, { body: { callId: randomId(), ...call } })
}
