/** The doctor's checks of this installation, for the command line and the Admin page. */
import type { Clock } from '../clock.ts'
import { createIceServers, stunUrlsOf } from '../ice/ice-servers.ts'
import type { IceSettings } from '../ice/ice-servers.ts'
import type { Settings } from '../settings.ts'
import type { Diagnosis } from './doctor.ts'
import type { Finding } from './finding.ts'

export interface ExaminerDeps {
  readonly settings: Settings
  readonly origin: string
  /** Port of the embedded STUN responder; null: it is off. */
  readonly stunPort: number | null
  readonly databaseFile: string
  /** A larger database is not read whole; omitted: no limit. */
  readonly databaseMaxBytes?: number
  readonly clock: Clock
}

export interface Examiner {
  /** Asks the STUN and TURN servers that pages would be told of. */
  servers(ice: IceSettings): Promise<readonly Finding[]>
  /** Runs every check, with these STUN and TURN servers. */
  all(ice: IceSettings): Promise<Diagnosis>
}

export function createExaminer(deps: ExaminerDeps): Examiner {
  const { settings, origin, stunPort, clock } = deps

  function turnOf(ice: IceSettings) {
    const { iceServers } = createIceServers(() => ice, clock)('doctor', 'doctor')
    const turn = iceServers.find(({ username }) => username !== undefined)
    const credentials = { username: turn?.username ?? '', password: turn?.credential ?? '' }
    return { turnUrls: ice.turnUrls, credentials }
  }

  // The checks are loaded when they are first asked for: the server itself does without their code.
  return {
    async servers(ice) {
      const { checkIce } = await import('./ice-check.ts')
      return checkIce({ stunUrls: stunUrlsOf(ice.stunUrls, stunPort, origin), ...turnOf(ice) })
    },
    async all(ice) {
      const { diagnose } = await import('./doctor.ts')
      // The embedded responder is checked even where pages are told of other servers.
      const stunUrls = [...new Set([...ice.stunUrls, ...stunUrlsOf([], stunPort, origin)])]
      return diagnose({ ...settings, ...deps, stunUrls, ...turnOf(ice), now: clock.now() })
    },
  }
}
