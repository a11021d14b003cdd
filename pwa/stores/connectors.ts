/** The ways to call that are switched on here, in their order. */
import { computed, ref } from 'vue'
import { api } from '../../protocol/api.ts'
import { canUse } from '../../protocol/enabled-connectors.ts'
import type { Person } from '../../protocol/people.ts'
import type { ResponseOf } from '../../protocol/route.ts'
import { webrtc } from '../../protocol/connectors/webrtc.ts'
import { request } from '../api/http.ts'
import { useNews } from './news.ts'
import { createReader } from './reader.ts'
import { useSession } from './session.ts'
import { store } from './store.ts'

export type EnabledConnector = ResponseOf<typeof api.connectors>['connectors'][number]

export const useConnectors = store(() => {
  const session = useSession()
  /** Until loaded, the built-in one. */
  const enabled = ref<readonly EnabledConnector[]>([{ ...webrtc, account: null, tab: false }])
  /** The one that the member called by last, on whatever device. */
  const last = computed(() => session.member?.connectorLast ?? null)

  /** What the main part of a Call button uses: the last used, else the first that this person has. */
  function preferredFor(person: Person): EnabledConnector | null {
    const usable = enabled.value.filter((connector) => canUse(connector, person))
    return usable.find(({ id }) => id === last.value) ?? usable[0] ?? null
  }

  const { load } = createReader(
    () => request(api.connectors),
    (result) => {
      if (result.ok) enabled.value = result.data.connectors
    },
  )
  useNews().when(['connectors'], () => void load())

  return { enabled, last, preferredFor, load }
})
