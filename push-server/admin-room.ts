/** Puts the admin room together: its routes, and the doctor who examines the running server. */
import { createAdmin } from './admin/admin-routes.ts'
import type { Admin, AdminParts } from './admin/admin-routes.ts'
import type { InstallationSettings } from './admin/installation-settings.ts'
import { createExaminer } from './examining.ts'
import type { Examined } from './examining.ts'
import { stunUrlsOf } from './ice/ice-servers.ts'

/** A database is read at some hundred MB a second, and no call is served meanwhile. */
const READ_BESIDE_CALLS_BYTES = 33_554_432

export interface AdminRoomParts
  extends Omit<Examined, 'databaseMaxBytes'>, Pick<AdminParts, 'store' | 'log' | 'pushFailing'> {
  readonly installation: InstallationSettings
}

export function createAdminRoom(parts: AdminRoomParts): Admin {
  const { installation, stunPort, origin } = parts
  const examiner = createExaminer({ ...parts, databaseMaxBytes: READ_BESIDE_CALLS_BYTES })
  return createAdmin({
    ...parts,
    settings: installation,
    ownStun: stunUrlsOf([], stunPort, origin)[0] ?? null,
    checkServers: (servers) => examiner.servers(servers),
    examine: async () => (await examiner.all(installation.current())).findings,
  })
}
