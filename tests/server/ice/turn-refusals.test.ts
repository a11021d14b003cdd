import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../../push-server/clock.ts'
import { createIceServers } from '../../../push-server/ice/ice-servers.ts'
import { writeXorAddress } from '../../../push-server/ice/stun-address.ts'
import type { Endpoint } from '../../../push-server/ice/stun-address.ts'
import { ATTRIBUTE, METHOD } from '../../../push-server/ice/stun-message.ts'
import { byteAttribute, openTurn, tryAllocation } from '../../../push-server/doctor/turn-client.ts'
import type { TurnCredentials } from '../../../push-server/doctor/turn-client.ts'
import { certificateFor } from '../../support/certificates.ts'
import { readSettings } from '../../../push-server/settings.ts'
import { TURN_SECRET, startCoturn } from '../../support/coturn.ts'
import { TestClock } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { until } from '../../support/until.ts'

/** The configuration that deploy/ recommends, except for secret, ports and addresses. */
const RECOMMENDED = readFileSync('deploy/coturn/turnserver.conf', 'utf8')
const VALID_MS = 900_000

const recommended = () => startCoturn({ config: RECOMMENDED })

/** The credentials that pages get. */
function credentials(
  memberId: string,
  clock = systemClock,
  turnSecret = TURN_SECRET,
): TurnCredentials {
  const settings = { stunUrls: [], turnUrls: ['turn:t'], turnSecret }
  const [turn] = createIceServers(() => settings, clock)(memberId).iceServers
  return { username: turn?.username ?? '', password: turn?.credential ?? '' }
}

async function open(port: number, as: TurnCredentials) {
  const client = await openTurn(`turn:127.0.0.1:${port}`, as)
  onTestFinished(() => client.close())
  /** Asks for the permission to send to this peer (CreatePermission); sends nothing to it. */
  const permit = (peer: Endpoint) =>
    client.ask(METHOD.permit, (transactionId) => [
      { type: ATTRIBUTE.xorPeerAddress, value: writeXorAddress(peer, transactionId) },
    ])
  return { ...client, permit }
}

/** Asks for a relay of IPv6 (RFC 8656, section 18.5). */
const IPV6 = byteAttribute(ATTRIBUTE.requestedFamily, 2)

const DENIED_IPV4 = [
  ['loopback', '127.0.0.1'],
  ['loopback, another', '127.255.255.254'],
  ['this host', '0.0.0.0'],
  ['private', '10.0.0.1'],
  ['private', '172.16.0.1'],
  ['private, the last', '172.31.255.254'],
  ['private', '192.168.1.1'],
  ['link-local: cloud metadata', '169.254.169.254'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['benchmarking', '198.18.0.1'],
  ['documentation', '203.0.113.1'],
  ['multicast', '224.0.0.1'],
  ['reserved', '240.0.0.1'],
  ['broadcast', '255.255.255.255'],
]
const DENIED_IPV6 = [
  ['loopback', '::1'],
  ['unspecified', '::'],
  ['mapped loopback', '::ffff:127.0.0.1'],
  ['mapped private', '::ffff:10.0.0.1'],
  ['mapped link-local', '::ffff:169.254.169.254'],
  ['mapped public', '::ffff:1.1.1.1'],
  ['compatible private', '::10.0.0.1'],
  ['translated private', '::ffff:0:10.0.0.1'],
  ['NAT64 of a private one', '64:ff9b::10.0.0.1'],
  ['6to4 of a private one', '2002:a00:1::1'],
  ['Teredo', '2001:0:a00:1::1'],
  ['unique local', 'fc00::1'],
  ['unique local', 'fd12:3456::1'],
  ['link-local', 'fe80::1'],
  ['documentation', '2001:db8::1'],
  ['multicast', 'ff02::1'],
]

describe('turn-abuse: a relay with the recommended configuration', () => {
  it('only reaches public IPv4 addresses', async () => {
    const { port } = await recommended()
    const client = await open(port, credentials('a'))
    expect(await client.allocate()).toMatchObject({ ok: true, value: { address: '127.0.0.1' } })
    for (const [what, address = ''] of DENIED_IPV4) {
      const answer = await client.permit({ address, port: 80 })
      expect([what, address, answer]).toEqual([what, address, { ok: false, code: 403 }])
    }
    expect(await client.permit({ address: '1.1.1.1', port: 80 })).toMatchObject({ ok: true })
  })

  it('only reaches public IPv6 addresses, and none that stands for an IPv4 address', async () => {
    const { port } = await recommended()
    const client = await open(port, credentials('a'))
    expect(await client.allocate([IPV6])).toMatchObject({ ok: true, value: { address: '::1' } })
    for (const [what, address = ''] of DENIED_IPV6) {
      const answer = await client.permit({ address, port: 80 })
      expect([what, address, answer]).toEqual([what, address, { ok: false, code: 403 }])
    }
    const open6 = { address: '2606:4700:4700::1111', port: 80 }
    expect(await client.permit(open6)).toMatchObject({ ok: true })
  })

  it('is refused with expired, foreign or forged credentials', async () => {
    const { port } = await recommended()
    const url = `turn:127.0.0.1:${port}`
    const ago = (ms: number) => new TestClock(Date.now() - ms)
    const good = credentials('a')
    const late = {
      ...good,
      username: good.username.replace(/^\d+/, (at) => String(Number(at) + 1)),
    }
    for (const bad of [
      credentials('a', ago(VALID_MS + 60_000)),
      credentials('a', systemClock, 'another secret, as long'),
      late,
      { username: 'ada', password: '' },
    ]) {
      expect(await tryAllocation(url, bad)).toEqual({ ok: false, code: 401 })
    }
    // Credentials from 14 minutes ago are still valid.
    expect(await tryAllocation(url, credentials('a', ago(VALID_MS - 60_000)))).toMatchObject({
      ok: true,
    })
  })

  it('is limited to twelve for each member', async () => {
    const { port } = await recommended()
    const many = await Promise.all(Array.from({ length: 12 }, () => open(port, credentials('a'))))
    const answers = []
    for (const client of many) answers.push(await client.allocate())
    expect(answers.filter(({ ok }) => ok)).toHaveLength(12)
    const one = await open(port, credentials('a'))
    expect(await one.allocate()).toEqual({ ok: false, code: 486 })
    const other = await open(port, credentials('b'))
    expect(await other.allocate()).toMatchObject({ ok: true })
  })

  it('counts towards the limit of its member, whenever the credentials were made', async () => {
    const { port } = await recommended()
    const at = (ms: number) => credentials('a', new TestClock(Date.now() - ms))
    const many = await Promise.all(
      Array.from({ length: 12 }, (_, each) => open(port, at(each * 1_000))),
    )
    for (const client of many) expect(await client.allocate()).toMatchObject({ ok: true })
    const one = await open(port, at(13_000))
    expect(await one.allocate()).toEqual({ ok: false, code: 486 })
    // A released relay makes room for another.
    await many[0]?.release()
    await until('there is room', async () => {
      const next = await open(port, at(14_000))
      return (await next.allocate()).ok
    })
  })

  it('is available over UDP, TCP and TLS', async () => {
    const tls = await certificateFor(['127.0.0.1'])
    const { port, tlsPort } = await startCoturn({ config: RECOMMENDED, tls })
    const urls = [`turn:127.0.0.1:${port}?transport=udp`, `turn:127.0.0.1:${port}?transport=tcp`]
    for (const url of urls) {
      expect(await tryAllocation(url, credentials('a'))).toMatchObject({ ok: true })
    }
    // Its certificate authority is unknown here, so a client that checks certificates fails.
    await expect(tryAllocation(`turns:127.0.0.1:${tlsPort}`, credentials('a'))).rejects.toThrow(
      /self-signed/,
    )
  })
})

describe('configure.sh', () => {
  const configure = (folder: string, ...more: string[]) =>
    spawnSync('sh', [resolve('deploy/coturn/configure.sh'), 'turn.example.org', ...more], {
      cwd: folder,
      encoding: 'utf8',
    })

  it('writes the configuration of coturn and Peal, with a new secret', async () => {
    const folder = tempDir()
    expect(configure(folder)).toMatchObject({ status: 0, stderr: '' })
    const file = (name: string) => readFileSync(join(folder, name), 'utf8')
    const config = file('turnserver.conf')
    const env = parseEnv(file('peal-turn.env'))
    const secret = env.PEAL_TURN_SECRET ?? ''
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(config.match(/^static-auth-secret=.*$/gm)).toEqual([`static-auth-secret=${secret}`])
    expect(config).toContain('\nrealm=turn.example.org\n')
    const settings = readSettings({ ...env, PEAL_ORIGIN: 'https://peal.example.org' })
    expect(settings).toMatchObject({ ok: true, settings: { stunPort: 0, turnSecret: secret } })
    const { port } = await startCoturn({ config, secret })
    const answer = await tryAllocation(
      `turn:127.0.0.1:${port}`,
      credentials('leg', systemClock, secret),
    )
    expect(answer.ok).toBe(true)
  })

  it('writes what TLS needs, on port 443 as well where there is an address for it', () => {
    const written = (...more: string[]) => {
      const folder = tempDir()
      expect(configure(folder, ...more)).toMatchObject({ status: 0, stderr: '' })
      const config = readFileSync(join(folder, 'turnserver.conf'), 'utf8')
      const env = parseEnv(readFileSync(join(folder, 'peal-turn.env'), 'utf8'))
      const read = readSettings({ ...env, PEAL_ORIGIN: 'https://peal.example.org' })
      if (!read.ok) throw new Error(read.problem)
      const [plain, ...urls] = read.settings.turnUrls
      expect(plain).toBe('turn:turn.example.org:3478?transport=udp')
      return { lines: config.match(/^(?:cert|pkey|aux-server)=.*$/gm), urls }
    }
    const tcp = 'turn:turn.example.org:3478?transport=tcp'
    const tls = (port: number) => `turns:turn.example.org:${port}?transport=tcp`
    const files = ['cert=/etc/ssl/turn/fullchain.pem', 'pkey=/etc/ssl/turn/privkey.pem']
    expect(written()).toEqual({ lines: null, urls: [tcp] })
    expect(written('/etc/ssl/turn')).toEqual({ lines: files, urls: [tcp, tls(5349)] })
    for (const [address, listens] of [
      ['203.0.113.7', '203.0.113.7:443'],
      ['2001:db8::7', '[2001:db8::7]:443'],
    ] as const) {
      const lines = [...files, `aux-server=${listens}`]
      expect(written('/etc/ssl/turn', address)).toEqual({ lines, urls: [tls(443), tls(5349)] })
    }
    for (const wrong of [['etc/ssl'], ['/etc/ssl/turn', 'turn.example.org']]) {
      expect(configure(tempDir(), ...wrong)).toMatchObject({ status: 2 })
    }
  })

  it('overwrites no file', () => {
    const folder = tempDir()
    configure(folder)
    const before = readFileSync(join(folder, 'turnserver.conf'), 'utf8')
    expect(configure(folder)).toMatchObject({
      status: 1,
      stderr: 'turnserver.conf is here already: move it away first.\n',
    })
    expect(readFileSync(join(folder, 'turnserver.conf'), 'utf8')).toBe(before)
  })
})
