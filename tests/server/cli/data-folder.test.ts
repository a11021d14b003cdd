/** world: data folders as administrators have them. */
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startPeal } from '../../../push-server/start.ts'
import { testSettings } from '../../support/server.ts'
import { lockFolder } from '../../../push-server/admin/data-folder.ts'
import { openDatabase } from '../../../push-server/admin/open-database.ts'
import { checkDatabase } from '../../../push-server/doctor/database-check.ts'
import { withDatabase } from '../../../push-server/store/with-database.ts'
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

  it('that others use, too, keeps its mode at every start, and so does a folder of everybody’s', async () => {
    const shared = tempDir()
    writeFileSync(join(shared, 'other'), 'of somebody else')
    const everybodys = tempDir()
    for (const [folder, mode] of [
      [shared, 0o755],
      [everybodys, 0o1777],
    ] as const) {
      chmodSync(folder, mode)
      for (let start = 0; start < 2; start += 1) {
        const { warning, release } = lockFolder(folder)
        await (
          await openDatabase({ dataFolder: folder, databaseUrl: null }, () => undefined)
        ).close()
        release()
        expect([warning, statSync(folder).mode & 0o7777]).toEqual([
          expect.stringMatching(/^PEAL_DATA: other users may look into .* mode 0700\.$/),
          mode,
        ])
      }
      // The doctor does not advise what would lock the others out.
      const mends = (await checkDatabase(join(folder, 'peal.db'))).map(({ mend }) => mend ?? '')
      expect(mends.filter((mend) => mend.startsWith('chmod'))).toEqual([])
    }
  })

  it('that is Peal’s alone is closed to others again', async () => {
    const folder = tempDir()
    const first = lockFolder(folder)
    await (await openDatabase({ dataFolder: folder, databaseUrl: null }, () => undefined)).close()
    first.release()
    chmodSync(folder, 0o755)
    const { warning, release } = lockFolder(folder)
    release()
    expect([warning, modeOf(folder)]).toEqual([null, 0o700])
  })

  it('with a database of another program is refused, and that stays unchanged', async () => {
    const folder = tempDir()
    const file = join(folder, 'peal.db')
    withDatabase(file, {}, (database) => database.exec('CREATE TABLE member (id text)'))
    const before = readFileSync(file)
    await expect(
      openDatabase({ dataFolder: folder, databaseUrl: null }, () => undefined),
    ).rejects.toThrow(/^PEAL_DATA: peal\.db in .* is a database of another program; .*\.$/)
    expect(readFileSync(file)).toEqual(before)
    expect(readdirSync(folder)).toEqual(['peal.db'])
    const [finding] = await checkDatabase(file)
    expect([finding?.status, finding?.found]).toEqual([
      'failed',
      expect.stringContaining('database of another program'),
    ])
  })

  it('whose database another process holds is told in one line', async () => {
    const folder = tempDir()
    await (await openDatabase({ dataFolder: folder, databaseUrl: null }, () => undefined)).close()
    const other = new Database(join(folder, 'peal.db'))
    other.exec('BEGIN EXCLUSIVE')
    onTestFinished(() => void other.close())
    await expect(startPeal(testSettings(folder), { log: silentLog })).rejects.toThrow(
      /^PEAL_DATA: another process holds the database in .*\.$/,
    )
  })

  it('in which something else has the name of the socket is told in one line', async () => {
    const path = join(tempDir(), 'peal.sock')
    mkdirSync(path)
    const listening = listenForAdmins(path, () => Promise.reject(new Error()), silentLog)
    await expect(listening).rejects.toThrow(/^PEAL_DATA: .*peal\.sock cannot be replaced .*\.$/)
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
