/** world: data folders as administrators have them. */
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockFolder } from '../../../push-server/admin/data-folder.ts'
import { listenForAdmins } from '../../../push-server/admin/admin-socket.ts'
import { silentLog } from '../../../push-server/log.ts'
import { tempDir } from '../../support/temp-dir.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

describe('world: a data folder', () => {
  it('with files of others and no database is used as it is, with a warning about its mode', () => {
    const folder = tempDir()
    mkdirSync(join(folder, 'lost+found'))
    writeFileSync(join(folder, 'README'), 'of somebody else')
    chmodSync(folder, 0o755)
    const { warning, release } = lockFolder(folder)
    release()
    expect(warning).toMatch(/^PEAL_DATA: other users may look into \S+; .* mode 0700\.$/)
    expect(modeOf(folder)).toBe(0o755)
  })

  it('that is empty is closed to others', () => {
    const folder = tempDir()
    chmodSync(folder, 0o755)
    const { warning, release } = lockFolder(folder)
    release()
    expect([warning, modeOf(folder)]).toEqual([null, 0o700])
  })

  it('on a file system without Unix sockets works, without the commands that need them', async () => {
    const warned: unknown[] = []
    const log = { ...silentLog, warn: (_: object, message: string) => void warned.push(message) }
    // Nothing can be made there, which says the same as a file system without sockets.
    const admins = await listenForAdmins('/proc/peal.sock', () => Promise.reject(new Error()), log)
    await admins.close()
    expect(warned).toHaveLength(1)
  })
})
