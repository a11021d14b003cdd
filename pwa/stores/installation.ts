/** The settings of the installation, and the checks that its server runs. */
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { adminApi, type SettingsView } from '../../protocol/admin-api.ts'
import type { SettingsChange } from '../../protocol/installation-settings.ts'
import type { ResponseOf } from '../../protocol/route.ts'
import { request, type Failure, type Result } from '../api/http.ts'
import { useAdmin } from './admin.ts'
import { useSession } from './session.ts'

export type { AdminFinding, SettingsView } from '../../protocol/admin-api.ts'
export type Health = ResponseOf<typeof adminApi.examine>

/** Timeout of the checks, which wait for servers that may not answer, ms. */
const CHECK_TIMEOUT_MS = 60_000

export const useInstallation = defineStore('installation', () => {
  const admin = useAdmin()
  const session = useSession()
  /** Null: not loaded. */
  const settings = ref<SettingsView | null>(null)

  session.whenGone(() => (settings.value = null))

  async function load(): Promise<Failure | null> {
    const result = await request(adminApi.settings)
    if (!result.ok) return result
    settings.value = result.data
    return null
  }

  async function change(body: SettingsChange): Promise<Result<SettingsView>> {
    const result = await request(adminApi.changeSettings, { body })
    if (result.ok) {
      settings.value = result.data
      void admin.loadActs()
    }
    return result
  }

  return {
    settings,
    load,
    change,
    /** Checks the STUN and TURN servers of a change that is not saved. */
    checkServers: (body: Pick<SettingsChange, 'stunUrls' | 'turnUrls' | 'turnSecret'>) =>
      request(adminApi.checkServers, { body, timeoutMs: CHECK_TIMEOUT_MS }),
    examine: () => request(adminApi.examine, { timeoutMs: CHECK_TIMEOUT_MS }),
  }
})
