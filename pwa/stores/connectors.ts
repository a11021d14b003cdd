/** The ways to call that are switched on here, in their order. */
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { api } from '../../protocol/api.ts'
import type { ResponseOf } from '../../protocol/route.ts'
import { webrtc } from '../../protocol/connectors/webrtc.ts'
import { request } from '../api/http.ts'
import { useSession } from './session.ts'

export type EnabledConnector = ResponseOf<typeof api.connectors>['connectors'][number]

export const useConnectors = defineStore('connectors', () => {
  const session = useSession()
  /** Until the server has told, the one that is always there at first. */
  const enabled = ref<readonly EnabledConnector[]>([webrtc])

  /** The one that the main part of a Call button uses: the last used, else the first. */
  const preferred = computed(
    () =>
      enabled.value.find((connector) => connector.id === session.member?.connectorLast) ??
      enabled.value[0] ??
      null,
  )

  async function load(): Promise<void> {
    const result = await request(api.connectors)
    if (result.ok) enabled.value = result.data.connectors
  }

  return { enabled, preferred, load }
})
