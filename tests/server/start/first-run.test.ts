import { createSocket } from 'node:dgram'
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import { freePort } from '../../support/free-port.ts'
import { launch, run } from '../../support/launched.ts'
import type { Launched } from '../../support/launched.ts'
import { ask, cookieOf } from '../../support/server.ts'
import { SocketClient, freshId } from '../../support/socket-client.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { CallWindow } from '../../support/two-people.ts'

const client = { kind: 'desktop', maxTouchPoints: 0 } as const
const SETUP = /^Create the first admin: (http:\/\/localhost:\d+\/join#([\w-]+))$/m

async function listening(peal: Launched): Promise<string> {
  const [, origin = ''] = await peal.line(/^Peal is listening on (http:\/\/\S+)$/m)
  return origin
}

describe('npm start', () => {
  it('creates a data folder that only its owner may read, and prints a link for the first admin', async () => {
    const folder = join(tempDir(), 'data')
    const peal = await launch([], { PEAL_DATA: folder, PORT: '0' })
    const origin = await listening(peal)
    const [, url = '', token = ''] = await peal.line(SETUP)
    expect(url.startsWith(origin)).toBe(true)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    expect(statSync(join(folder, 'peal.sock')).mode & 0o777).toBe(0o600)
    for (const name of readdirSync(folder)) {
      expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0])
    }
    const page = await fetch(url)
    expect([page.status, page.headers.get('Content-Type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
    expect((await ask(origin, signInApi.lookAtLink, { body: { token } })).data?.kind).toBe('setup')
  })

  it('finds everything unchanged at the second start, and builds nothing', async () => {
    const env = { PEAL_DATA: tempDir(), PORT: String(await freePort()) }
    const first = await launch([], env)
    const origin = await listening(first)
    const [, , token = ''] = await first.line(SETUP)
    const password = 'an engine of brass'
    const body = { token, handle: 'ada', name: 'Ada Lovelace', password, client }
    const joined = await ask(origin, signInApi.join, { body })
    expect(joined.status).toBe(200)
    const cookie = cookieOf(joined.headers)
    const key = await ask(origin, pushApi.pushState, { headers: { Cookie: cookie } })
    await first.end('SIGKILL')

    const builtAt = statSync('dist/built.json').mtimeMs
    const second = await launch([], env)
    expect(await listening(second)).toBe(origin)
    const session = await ask(origin, api.session, { headers: { Cookie: cookie } })
    expect(session.data?.member).toMatchObject({ handle: 'ada', admin: true })
    const same = await ask(origin, pushApi.pushState, { headers: { Cookie: cookie } })
    expect(same.data).toEqual(key.data)
    const signedIn = await ask(origin, signInApi.signInByPassword, {
      body: { handle: 'ada', password, client },
    })
    expect(signedIn.data?.member.handle).toBe('ada')
    const { stdout, stderr } = await second.end()
    // By now there is an admin.
    expect(stdout).not.toMatch(SETUP)
    expect(stderr).not.toContain('Building')
    expect(statSync('dist/built.json').mtimeMs).toBe(builtAt)
  })

  it('makes a new link for the first admin at each start, which invalidates the former one', async () => {
    const env = { PEAL_DATA: tempDir(), PORT: String(await freePort()) }
    const first = await launch([], env)
    const [, , former = ''] = await first.line(SETUP)
    await first.end()
    const second = await launch([], env)
    const origin = await listening(second)
    const [, , token = ''] = await second.line(SETUP)
    expect(token).not.toBe(former)
    expect((await ask(origin, signInApi.lookAtLink, { body: { token: former } })).code).toBe(
      'link-used',
    )
    expect((await ask(origin, signInApi.lookAtLink, { body: { token } })).status).toBe(200)
  })

  it('is refused on the folder of a running server, and takes over that of a dead one', async () => {
    const folder = tempDir()
    const env = { PEAL_DATA: folder, PORT: '0' }
    const first = await launch([], env)
    await listening(first)
    const refused = await run([], env)
    expect(refused).toMatchObject({ code: 1, stdout: '' })
    expect(refused.stderr).toBe(`Peal is already running on ${folder}; stop it first.\n`)
    await first.end('SIGKILL')
    await listening(await launch([], env))
  })

  it('reports that its port is in use', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void taken.close())
    const port = String((taken.address() as AddressInfo).port)
    const folder = join(tempDir(), 'data')
    const { code, stdout, stderr } = await run([], { PEAL_DATA: folder, PORT: port })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      `PORT: ${port} on 127.0.0.1 is in use by another program; it must be a free port.\n`,
    )
    expect(existsSync(folder)).toBe(false)
  })

  it('reports that the port of its STUN responder is in use', async () => {
    const taken = createSocket('udp4')
    await new Promise<void>((resolve) => taken.bind(0, '127.0.0.1', resolve))
    onTestFinished(() => void taken.close())
    const folder = join(tempDir(), 'data')
    const port = String(taken.address().port)
    const env = { PEAL_DATA: folder, PORT: '0', HOST: '127.0.0.1', PEAL_STUN_PORT: port }
    const { code, stdout, stderr } = await run([], env)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toBe(
      `PEAL_STUN_PORT: UDP ${port} on 127.0.0.1 is in use by another program; it must be a free port, or 0 for no STUN responder.\n`,
    )
    expect(existsSync(folder)).toBe(false)
  })

  it('stops normally if somebody removed its folder', async () => {
    const folder = join(tempDir(), 'data')
    const peal = await launch([], { PEAL_DATA: folder, PORT: '0' })
    await listening(peal)
    rmSync(folder, { recursive: true })
    expect((await peal.end()).code).toBe(0)
  })

  it('logs no token and no address', async () => {
    const peal = await launch([], { PEAL_DATA: tempDir(), PORT: '0', LOG_LEVEL: 'trace' })
    const origin = await listening(peal)
    const [, url = '', token = ''] = await peal.line(SETUP)
    await fetch(url, { headers: { 'X-Forwarded-For': '198.51.100.7' } })
    // As in links that were made before.
    await fetch(`${origin}/join/${token}`)
    const body = { token, handle: 'ada', name: 'Ada', password: null, client }
    const joined = await ask(origin, signInApi.join, { body })
    const { stderr } = await peal.end()
    expect(stderr).toContain('"route":"/join/:token"')
    for (const secret of [token, cookieOf(joined.headers).slice(5), '127.0.0.1', '198.51.100.7']) {
      expect(stderr).not.toContain(secret)
    }
  })
})

describe('bad settings', () => {
  it.each([
    ['PORT', 'http'],
    ['PEAL_ORIGIN', 'peal.example.org'],
    ['PEAL_TRUSTED_PROXY', '10.0.0.0/99'],
    ['PEAL_TURN_URLS', 'turn:turn.example.org'],
    ['PEAL_STUN_PORT', 'x'],
    ['PEAL_PUSH_HOSTS', 'http://push.example.org'],
    ['HTTPS_PROXY', 'socks5://proxy'],
    ['HTTPS_PROXY', 'http://user:p%zz@proxy'],
    ['LOG_LEVEL', 'loud'],
  ])('(%s=%s) are reported in one line before anything is created', async (name, value) => {
    const folder = join(tempDir(), 'data')
    const { code, stdout, stderr } = await run([], { PEAL_DATA: folder, [name]: value })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /^(PEAL_|PORT|HTTPS_PROXY|LOG_LEVEL)[A-Z_]*: .*; it must be .*\n$|^PEAL_TURN_SECRET: .*\n$/,
    )
    expect(existsSync(folder)).toBe(false)
  })

  it('are reported for an unusable folder and an invalid host', async () => {
    const above = tempDir()
    const folder = join(above, 'new', 'data')
    const inside = await run([], { PEAL_DATA: '/proc/nowhere/data', PORT: '0' })
    expect([inside.code, inside.stderr]).toEqual([
      1,
      expect.stringMatching(/^PEAL_DATA: .* cannot be used \(\w+\); it must be a folder .*\n$/),
    ])
    const host = await run([], { PEAL_DATA: folder, HOST: '203.0.113.77', PORT: '0' })
    expect([host.code, host.stderr]).toEqual([
      1,
      'HOST: "203.0.113.77" is no address of this machine; it must be one, like 127.0.0.1 or 0.0.0.0.\n',
    ])
    expect(readdirSync(above)).toEqual([])
  })

  it('are reported for a damaged database, which stays unchanged', async () => {
    const folder = tempDir()
    const file = join(folder, 'peal.db')
    writeFileSync(file, 'no database at all')
    const line =
      /^PEAL_DATA: the database in .* is damaged \(SQLITE_NOTADB\); move that folder away and restore a backup\.\n$/
    for (const args of [[], ['member', 'list']]) {
      const { code, stdout, stderr } = await run(args, { PEAL_DATA: folder, PORT: '0' })
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(line)
    }
    expect(readFileSync(file, 'utf8')).toBe('no database at all')
  })
})

/** Unanswered calls to one person in ten minutes that the limits allow. */
const PAIR_CALLS = 5

/** Calls an absent person more often than the limits would allow. */
async function callOften(origin: string, cookie: string): Promise<void> {
  const at = { origin, port: Number(new URL(origin).port) }
  for (let call = 0; call <= PAIR_CALLS; call += 1) {
    const client = await SocketClient.open(at, { cookie })
    await client.hello({ page: 'call' })
    const window = new CallWindow(client, freshId('leg'))
    const callId = await window.place('linus')
    await client.ask({ type: 'call.hangup', callId, legId: window.legId })
  }
}

describe('npm run demo', () => {
  it('has three people and a phone, in a folder that is removed at the end', async () => {
    const temp = tempDir()
    const demo = await launch(['--demo'], { PORT: '0', TMPDIR: temp })
    await demo.line(/press Call/)
    expect(readdirSync(temp)).toHaveLength(1)
    const [, origin = ''] = /listening on (http:\/\/localhost:\d+)/.exec(demo.stdout) ?? []
    const links = [...demo.stdout.matchAll(/^ {2}(.+?) {2,}http:\S+#([\w-]+)$/gm)]
    expect(links.map(([, title]) => title)).toEqual([
      'Ada Lovelace',
      'Grace Hopper',
      'Linus Torvalds',
      "Grace's phone",
    ])
    const sessions = await Promise.all(
      links.map(([, , token = '']) =>
        ask(origin, signInApi.signInByLink, { body: { token, client } }),
      ),
    )
    expect(sessions.map(({ data }) => [data?.member.handle, data?.device.kind])).toEqual([
      ['ada', 'desktop'],
      ['grace', 'desktop'],
      ['linus', 'desktop'],
      ['grace', 'mobile'],
    ])
    const [first] = sessions
    const photo = await fetch(`${origin}${first?.data?.member.photo ?? ''}`, {
      headers: { Cookie: first === undefined ? '' : cookieOf(first.headers) },
    })
    expect(photo.headers.get('Content-Type')).toBe('image/webp')
    await callOften(origin, first === undefined ? '' : cookieOf(first.headers))
    const { code } = await demo.end('SIGINT')
    expect(code).toBe(0)
    expect(readdirSync(temp)).toEqual([])
  })

  it('does not touch the real data folder', async () => {
    const folder = join(tempDir(), 'data')
    const demo = await launch(['--demo'], { PORT: '0', PEAL_DATA: folder })
    await demo.line(/press Call/)
    await demo.end()
    expect(existsSync(folder)).toBe(false)
  })
})

describe('the portraits', () => {
  it('are small', () => {
    for (const name of readdirSync('push-server/demo/portraits')) {
      expect(readFileSync(join('push-server/demo/portraits', name)).length).toBeLessThan(30_720)
    }
  })
})
