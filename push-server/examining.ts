/** The doctor's checks with the clients that really ask, for the command line and the Admin page. */
import { databaseFile } from './admin/data-folder.ts'
import type { Clock } from './clock.ts'
import type { Diagnosis } from './doctor/doctor.ts'
import type { Finding } from './doctor/finding.ts'
import type { IceParts } from './doctor/ice-check.ts'
import { createIceServers, stunUrlsOf } from './ice/ice-servers.ts'
import type { IceSettings } from './ice/ice-servers.ts'
import { askBinding } from './ice/stun-client.ts'
import { tryAllocation } from './ice/turn-client.ts'
import type { Settings } from './settings.ts'

export interface Examined {
  readonly settings: Settings
  readonly origin: string
  /** Where the embedded STUN responder listens; null: it is off. */
  readonly stunPort: number | null
  readonly clock: Clock
  /** A larger database is not read whole; not said: any is. */
  readonly databaseMaxBytes?: number
}

export interface Examiner {
  /** Asks the servers that pages would be told of. */
  servers(ice: IceSettings): Promise<readonly Finding[]>
  /** Every check, with these servers. */
  all(ice: IceSettings): Promise<Diagnosis>
}

export function createExaminer(examined: Examined): Examiner {
  const { settings, origin, stunPort, clock, databaseMaxBytes } = examined

  function iceParts(ice: IceSettings, stunUrls: readonly string[]): IceParts {
    const { iceServers } = createIceServers(() => ice, clock)('doctor', 'doctor')
    const turn = iceServers.find(({ username }) => username !== undefined)
    const credentials = { username: turn?.username ?? '', password: turn?.credential ?? '' }
    return {
      stunUrls,
      turnUrls: ice.turnUrls,
      bind: askBinding,
      allocate: (url) => tryAllocation(url, credentials),
    }
  }

  // Its code is loaded by the first who asks: nothing else needs what it asks push services by.
  return {
    async servers(ice) {
      const { checkIce } = await import('./doctor/ice-check.ts')
      return checkIce(iceParts(ice, stunUrlsOf(ice.stunUrls, stunPort, origin)))
    },
    async all(ice) {
      const { diagnose } = await import('./doctor/doctor.ts')
      const stunUrls = [...new Set([...ice.stunUrls, ...stunUrlsOf([], stunPort, origin)])]
      return diagnose({
        ...settings,
        ...iceParts(ice, stunUrls),
        origin,
        databaseFile: databaseFile(settings.dataFolder),
        ...(databaseMaxBytes === undefined ? {} : { databaseMaxBytes }),
        now: clock.now(),
      })
    },
  }
}
