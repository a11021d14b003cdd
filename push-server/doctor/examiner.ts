/** The doctor's checks of this installation, for the command line and the Admin page. */
import type { Clock } from '../clock.ts'
import { createIceServers, stunUrlsOf } from '../ice/ice-servers.ts'
import type { IceSettings } from '../ice/ice-servers.ts'
import type { Settings } from '../settings.ts'
import type { Diagnosis } from './doctor.ts'
import type { Finding } from './finding.ts'

interface ExaminerDeps {
  readonly settings: Settings
  readonly origin: string
  /** Port of the embedded STUN responder; null: it is off. */
  readonly stunPort: number | null
  readonly databaseFile: string
  /** A larger database is not read whole; omitted: no limit. */
  readonly databaseMaxBytes?: number
  readonly clock: Clock
}

export function createExaminer(deps: ExaminerDeps) {
  const { settings, origin, stunPort, clock } = deps

  function turnOf(ice: IceSettings) {
    const { iceServers } = createIceServers(() => ice, clock)('doctor', 'doctor')
    const turn = iceServers.find(({ username }) => username !== undefined)
    const credentials = { username: turn?.username ?? '', password: turn?.credential ?? '' }
    return { turnUrls: ice.turnUrls, credentials }
  }

  // The checks are loaded when first used: the server itself does not need their code.
  return {
    /** Checks the STUN and TURN servers of these settings. */
    async servers(ice: IceSettings): Promise<readonly Finding[]> {
      const { checkIce } = await import('./ice-check.ts')
      return checkIce({ stunUrls: stunUrlsOf(ice.stunUrls, stunPort, origin), ...turnOf(ice) })
    },
    /** Runs every check, with these STUN and TURN servers. */
    async all(ice: IceSettings): Promise<Diagnosis> {
      const { diagnose } = await import('./doctor.ts')
      // The embedded responder is checked even if pages use other servers.
      const stunUrls = [...new Set([...ice.stunUrls, ...stunUrlsOf([], stunPort, origin)])]
      return diagnose({ ...settings, ...deps, stunUrls, ...turnOf(ice), now: clock.now() })
    },
  }
}
