/** How passwords are stored and checked, observed at the calls of the library. */
import type * as Argon2 from '@node-rs/argon2'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import type { TestServer } from '../../support/server.ts'

const PASSWORD = 'correct horse battery'
const client = { kind: 'desktop', maxTouchPoints: 0 } as const
/** Checks that run at once, and those that wait. */
const IN_FLIGHT = 2
const WAITING = 64

/** The library's checks, how many ran at once, and a way to hold them up. */
const asked = vi.hoisted(() => ({
  phcs: [] as string[],
  running: 0,
  most: 0,
  door: Promise.resolve(),
}))

vi.mock('@node-rs/argon2', async (importOriginal) => {
  const real = await importOriginal<typeof Argon2>()
  const verify: typeof real.verify = async (phc, password) => {
    asked.phcs.push(String(phc))
    asked.running += 1
    asked.most = Math.max(asked.most, asked.running)
    await asked.door
    asked.running -= 1
    return real.verify(phc, password)
  }
  return { ...real, verify }
})

// A test file before this one may have loaded the server with the real library.
vi.resetModules()
const { startServer } = await import('../../support/server.ts')

beforeEach(() => {
  asked.phcs = []
  asked.most = 0
  asked.door = Promise.resolve()
})

const attempt = (server: TestServer, handle: string, password = PASSWORD) =>
  server.ask(signInApi.signInByPassword, { body: { handle, password, client } })

async function withPassword(server: TestServer, handle: string): Promise<void> {
  const device = await server.person(handle)
  const set = await device.ask(profileApi.setPassword, { body: { current: null, next: PASSWORD } })
  expect(set.status).toBe(200)
}

/** The parts of a PHC string that determine the cost of a check. */
function costOf(phc: string | undefined) {
  const [, kind, version, parameters, salt = '', hash = ''] = (phc ?? '').split('$')
  const bytes = (base64: string) => Buffer.from(base64, 'base64').length
  return { kind, version, parameters, salt: bytes(salt), hash: bytes(hash) }
}

/** OWASP's parameters of argon2id: 19 MiB, two passes, one lane. */
const COST = {
  kind: 'argon2id',
  version: 'v=19',
  parameters: 'm=19456,t=2,p=1',
  salt: 16,
  hash: 32,
}

describe('a password', () => {
  test('is stored as argon2id with 19 MiB, two passes, one lane and its own salt', async () => {
    const server = await startServer()
    await withPassword(server, 'ada')
    await withPassword(server, 'grace')
    const rows = await server.peal.store.read.selectFrom('password').select('phc').execute()
    const phcs = rows.map(({ phc }) => phc)
    expect(phcs.map(costOf)).toEqual([COST, COST])
    expect(new Set(phcs).size).toBe(2)
    expect(phcs.join()).not.toContain(PASSWORD)
  })

  test('takes as long to check for an unknown handle or a member without a password', async () => {
    const server = await startServer()
    await server.member('grace')
    for (const handle of ['nobody', 'grace']) {
      asked.phcs = []
      expect((await attempt(server, handle)).code).toBe('wrong-password')
      expect(asked.phcs.map(costOf)).toEqual([COST])
    }
  })
})

describe('many sign-ins at once', () => {
  test('are checked two at a time, and refused as busy while 64 more wait', async () => {
    const server = await startServer({ limits: false })
    await withPassword(server, 'ada')
    asked.phcs = []
    let open = () => {}
    asked.door = new Promise((resolve) => (open = resolve))
    const attempts = Array.from({ length: IN_FLIGHT + WAITING + 1 }, () =>
      attempt(server, 'ada', 'wrong password'),
    )
    // The one that is refused gets its answer while all others wait.
    const refused = await Promise.race(attempts)
    expect(refused).toMatchObject({ status: 503, code: 'busy', retryMs: 2_000 })
    expect(refused.headers.get('Retry-After')).toBe('2')
    expect(asked.phcs).toHaveLength(IN_FLIGHT)
    open()
    const codes = (await Promise.all(attempts)).map(({ code }) => code)
    expect(codes.filter((code) => code === 'busy')).toHaveLength(1)
    expect(codes.filter((code) => code === 'wrong-password')).toHaveLength(IN_FLIGHT + WAITING)
    expect(asked.most).toBe(IN_FLIGHT)
    expect((await attempt(server, 'ada')).status).toBe(200)
  })
})

describe('attack: strangers at many addresses who try passwords', () => {
  test('do not keep a known browser out, nor take the threads that read files', async () => {
    const server = await startServer({ settings: { trustedProxies: ['127.0.0.1'] } })
    await withPassword(server, 'ada')
    const signedIn = await attempt(server, 'ada')
    const known = signedIn.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0])
    asked.phcs = []
    let open = () => {}
    asked.door = new Promise((resolve) => (open = resolve))
    const strangers = Array.from({ length: 2 * WAITING }, (_, n) =>
      server.ask(signInApi.signInByPassword, {
        body: { handle: `nobody${n}`, password: PASSWORD, client },
        headers: { 'X-Forwarded-For': `192.0.2.${n}` },
      }),
    )
    // The line of strangers is full.
    expect((await Promise.race(strangers)).code).toBe('busy')
    // Two threads of four.
    expect(asked.most).toBe(IN_FLIGHT)
    const own = server.ask(signInApi.signInByPassword, {
      body: { handle: 'ada', password: PASSWORD, client },
      headers: { Cookie: known.join('; ') },
    })
    // Somebody who is refused comes and goes meanwhile.
    expect((await attempt(server, 'nobody')).code).toBe('busy')
    open()
    expect((await own).status).toBe(200)
  })
})
