import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import { launch, run } from '../../support/launched.ts'
import { startServer } from '../../support/server.ts'
import type { TestServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { until } from '../../support/until.ts'

/** With photos of this size the copying takes a while. */
const PHOTO_BYTES = 200_000
const PHOTOS = 100
const WRITERS = 8

function peal(folder: string, ...args: string[]) {
  return run(args, { PEAL_DATA: folder })
}

async function refused(folder: string, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await peal(folder, ...args)
  expect([code, stdout]).toEqual([1, ''])
  return stderr
}

async function answerOf(folder: string, ...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await peal(folder, ...args, '--json')
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

async function fillWithPhotos(server: TestServer): Promise<void> {
  for (let each = 0; each < PHOTOS; each += 1) {
    const member_id = await server.member(`photo${each}`)
    const photo = { member_id, type: 'image/png', bytes: randomBytes(PHOTO_BYTES) }
    await server.peal.store.write((db) => db.insertInto('photo').values(photo).execute())
  }
}

/** Adds members one after the other until it is told to stop; remembers which were acknowledged. */
class Writer {
  readonly acknowledged: string[] = []
  #goesOn = true
  readonly #running: Promise<void>

  constructor(server: TestServer, name: string) {
    const go = async () => {
      for (let each = 0; this.#goesOn; each += 1) {
        const handle = `${name}-${each}`
        await server.member(handle)
        this.acknowledged.push(handle)
      }
    }
    this.#running = go()
    onTestFinished(() => this.stop())
  }

  stop(): Promise<void> {
    this.#goesOn = false
    return this.#running
  }
}

async function handlesOf(folder: string): Promise<Set<string>> {
  const members = (await answerOf(folder, 'member', 'list')) as { handle: string }[]
  return new Set(members.map(({ handle }) => handle))
}

/** For copying, checking and restarting on a busy machine. */
const LONG_MS = 180_000

describe('backup-restore', { timeout: LONG_MS }, () => {
  it('restored-keys: keeps every acknowledged row, sessions and keys, while the server writes', async () => {
    const server = await startServer()
    const ada = await server.person('ada', { admin: true })
    await fillWithPhotos(server)
    const key = await ada.ask(pushApi.pushState)
    const writers = Array.from({ length: WRITERS }, (_, each) => new Writer(server, `w${each}`))
    const written = () => writers.flatMap(({ acknowledged }) => acknowledged)
    await until('they write', () => written().length > 50)

    const place = tempDir()
    const file = join(place, 'peal.backup')
    const command = await launch(['backup', file, '--json'], { PEAL_DATA: server.folder })
    const before = written()
    await until('it copies', () => readdirSync(place).length > 0)
    const during = written().length
    const { code, stdout, stderr } = await command.ended()
    expect([code, stderr]).toEqual([0, ''])
    expect(written().length).toBeGreaterThan(during)
    await Promise.all(writers.map((writer) => writer.stop()))
    expect(JSON.parse(stdout)).toEqual({ file, bytes: statSync(file).size })
    expect(statSync(file).size).toBeGreaterThan(PHOTOS * PHOTO_BYTES)
    expect([readdirSync(place), statSync(file).mode & 0o777]).toEqual([['peal.backup'], 0o600])

    chmodSync(file, 0o644)
    const folder = join(tempDir(), 'far', 'data')
    expect(await answerOf(folder, 'restore', file)).toEqual({ folder, bytes: statSync(file).size })
    expect(readdirSync(folder).sort()).toEqual(['peal.db', 'peal.lock'])
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'peal.db')).mode & 0o777).toBe(0o600)
    const restored = await startServer({ settings: { dataFolder: folder } })
    const there = await handlesOf(folder)
    expect(before.filter((handle) => !there.has(handle))).toEqual([])
    // Everything in it was written completely.
    const ever = new Set(written())
    const made = [...there].filter((handle) => handle.startsWith('w'))
    expect(made.filter((handle) => !ever.has(handle))).toEqual([])

    const headers = { Cookie: ada.cookie }
    const session = await restored.ask(api.session, { headers })
    expect(session.data?.member).toMatchObject({ handle: 'ada', admin: true })
    expect((await restored.ask(pushApi.pushState, { headers })).data).toEqual(key.data)
    expect(restored.peal.setupUrl).toBeNull()
  })

  it('works while no server runs, also after a server was killed', async () => {
    const folder = tempDir()
    const env = { PEAL_DATA: folder, PORT: '0' }
    const killed = await launch([], env)
    await killed.line(/^Peal is listening/m)
    await answerOf(folder, 'member', 'add', 'ada', '--name', 'Ada')
    await killed.end('SIGKILL')
    const file = join(tempDir(), 'b')
    await answerOf(folder, 'backup', file)
    const other = join(tempDir(), 'data')
    await answerOf(other, 'restore', file)
    expect(await handlesOf(other)).toEqual(new Set(['ada']))
  })
})

describe('peal backup', () => {
  it('overwrites no file, and reports what cannot be written', async () => {
    const { folder } = await startServer()
    const place = tempDir()
    const file = join(place, 'precious')
    writeFileSync(file, 'precious')
    expect(await refused(folder, 'backup', file)).toBe(
      `${file} exists already; name a file that does not.\n`,
    )
    expect(readFileSync(file, 'utf8')).toBe('precious')
    const nowhere = join(place, 'no', 'folder')
    expect(await refused(folder, 'backup', nowhere)).toBe(
      `${nowhere} could not be made (ENOENT).\n`,
    )
    const empty = join(place, 'empty')
    expect(await refused(empty, 'backup', join(place, 'x'))).toBe(
      `PEAL_DATA: ${empty} holds no Peal yet; start it once first.\n`,
    )
    expect(readdirSync(place)).toEqual(['precious'])
  })

  it('writes no file if the database is damaged', async () => {
    const server = await startServer()
    await fillWithPhotos(server)
    await server.peal.stop()
    const file = join(server.folder, 'peal.db')
    const { size } = statSync(file)
    const bytes = readFileSync(file)
    bytes.fill(0xff, Math.floor(size / 2), Math.floor(size / 2) + 40_960)
    writeFileSync(file, bytes)
    const place = tempDir()
    expect(await refused(server.folder, 'backup', join(place, 'b'))).toBe(
      `${file} is damaged, so that no sound backup can be made: see peal doctor.\n`,
    )
    expect(readdirSync(place)).toEqual([])
  })

  const NEWER = "schema_migration AS SELECT '999-later' AS name"
  it.each([
    ['recipe (title text)', 'is a database of another program, of which Peal makes no backup'],
    [NEWER, 'was written by a newer Peal; make the backup with that one'],
  ])('calls no database damaged that is not: CREATE TABLE %s', async (table, said) => {
    const folder = tempDir()
    const file = join(folder, 'peal.db')
    new Database(file).exec(`CREATE TABLE ${table}`).close()
    expect(await refused(folder, 'backup', join(folder, 'b'))).toBe(`${file} ${said}.\n`)
    expect(readdirSync(folder)).toEqual(['peal.db'])
  })

  it('resolves a relative path from the folder where npm was called', async () => {
    const { folder } = await startServer()
    const place = tempDir()
    const env = { PEAL_DATA: folder, INIT_CWD: place, npm_lifecycle_event: 'peal' }
    expect((await run(['backup', 'here.db'], env)).code).toBe(0)
    expect(readdirSync(place)).toEqual(['here.db'])
  })
})

describe('peal restore', () => {
  async function backup(): Promise<string> {
    const server = await startServer()
    await server.member('ada')
    const file = join(tempDir(), 'backup')
    await answerOf(server.folder, 'backup', file)
    return file
  }

  it('ends the links that were open, and signs everybody out if that is wanted', async () => {
    const server = await startServer()
    const ada = await server.person('ada', { admin: true })
    const token = await server.signInToken('ada')
    const file = join(tempDir(), 'backup')
    await answerOf(server.folder, 'backup', file)
    for (const signsOut of [false, true]) {
      const folder = join(tempDir(), 'data')
      await answerOf(folder, 'restore', file, ...(signsOut ? ['--sign-out'] : []))
      const restored = await startServer({ settings: { dataFolder: folder } })
      const client = { kind: 'desktop', maxTouchPoints: 0 } as const
      const byLink = await restored.ask(signInApi.signInByLink, { body: { token, client } })
      expect(byLink.code).toBe('link-used')
      const session = await restored.ask(api.session, { headers: { Cookie: ada.cookie } })
      expect(session.status).toBe(signsOut ? 401 : 200)
      const acts = await restored.peal.store.read.selectFrom('admin_act').select('act').execute()
      expect(acts.map(({ act }) => act)).toContain('backup-restored')
    }
  })

  it('is refused while a server runs, and if the folder has members', async () => {
    const file = await backup()
    const server = await startServer()
    expect(await refused(server.folder, 'restore', file)).toBe(
      `Peal is already running on ${server.folder}; stop it first.\n`,
    )
    await server.member('grace')
    await server.peal.stop()
    expect(await refused(server.folder, 'restore', file)).toBe(
      `PEAL_DATA: ${server.folder} already holds a Peal with members; move that folder away, or name another.\n`,
    )
    expect(await handlesOf(server.folder)).toEqual(new Set(['grace']))
  })

  it('replaces the database of a Peal without members', async () => {
    const file = await backup()
    const folder = join(tempDir(), 'data')
    const killed = await launch([], { PEAL_DATA: folder, PORT: '0' })
    await killed.line(/^Peal is listening/m)
    await killed.end('SIGKILL')
    await answerOf(folder, 'restore', file)
    expect(await handlesOf(folder)).toEqual(new Set(['ada']))
  })

  it('changes nothing if the file is not an intact backup of this or an older Peal', async () => {
    const file = await backup()
    const place = tempDir()
    const bad = (name: string, spoil: (path: string) => void) => {
      const path = join(place, name)
      copyFileSync(file, path)
      spoil(path)
      return path
    }
    const change = (path: string, sql: string) => new Database(path).exec(sql).close()
    const cases: [string, string][] = [
      [join(place, 'none'), `There is no file ${join(place, 'none')}.`],
      [place, `${place} is no backup of Peal.`],
    ]
    const add = (path: string, wrong: string) => cases.push([path, `${path} ${wrong}.`])
    add(
      bad('text', (path) => writeFileSync(path, 'hello')),
      'is no backup of Peal',
    )
    add(
      bad('empty', (path) => truncateSync(path, 0)),
      'is no backup of Peal',
    )
    add(
      bad('other', (path) => change(path, 'DROP TABLE schema_migration')),
      'is no backup of Peal',
    )
    const cut = (path: string) => truncateSync(path, statSync(path).size - 10_000)
    add(bad('cut', cut), 'is damaged; take another backup')
    add(
      bad('head', (path) => truncateSync(path, 50)),
      'is damaged; take another backup',
    )
    const sql = "INSERT INTO schema_migration VALUES ('999-later', 1)"
    add(
      bad('newer', (path) => change(path, sql)),
      'was written by a newer Peal; restore it with that one',
    )
    add(
      bad('live', (path) => appendFileSync(`${path}-wal`, 'rows')),
      'is a database in use, not a backup; make one with peal backup',
    )
    for (const [path, line] of cases) {
      const folder = join(place, 'data')
      expect(await refused(folder, 'restore', path)).toBe(`${line}\n`)
      expect(existsSync(folder)).toBe(false)
      mkdirSync(folder, { mode: 0o700, recursive: true })
      expect(await refused(folder, 'restore', path)).toBe(`${line}\n`)
      expect(readdirSync(folder).filter((name) => name !== 'peal.lock')).toEqual([])
      // The state that a first attempt leaves for the next one.
      await answerOf(folder, 'restore', file)
      for (const name of readdirSync(folder)) expect(name).toMatch(/^peal\.(db|lock)$/)
      rmSync(folder, { recursive: true })
    }
  })
})
