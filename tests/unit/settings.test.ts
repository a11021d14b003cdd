import { resolve } from 'node:path'
import { ProxyAgent } from 'undici'
import { describe, expect, it } from 'vitest'
import { readSettings, socketPath } from '../../push-server/settings.ts'

function settingsOf(env: Record<string, string>) {
  const read = readSettings(env)
  if (!read.ok) throw new Error(read.problem)
  return read.settings
}

function problemOf(env: Record<string, string>): string {
  const read = readSettings(env)
  if (read.ok) throw new Error('the settings are right')
  return read.problem
}

const SECRET = 'a-secret-of-coturn'

describe('settings', () => {
  it('have these defaults', () => {
    expect(settingsOf({})).toEqual({
      origin: null,
      dataFolder: resolve('data'),
      databaseUrl: null,
      port: 3000,
      host: '127.0.0.1',
      trustedProxies: [],
      contact: null,
      stunPort: 3478,
      stunUrls: [],
      turnUrls: [],
      turnSecret: null,
      pushHosts: [],
      ringMs: 45_000,
      historyMs: 365 * 86_400_000,
      metricsToken: null,
      httpsProxy: null,
      logLevel: 'info',
      given: new Set(),
    })
  })

  it('are read from every variable', () => {
    const env = {
      PEAL_ORIGIN: 'https://peal.example.org/',
      PEAL_DATA: '/var/lib/peal',
      DATABASE_URL: 'postgresql://peal:secret@db.example.org:5433/peal',
      PORT: '8080',
      HOST: '::',
      PEAL_TRUSTED_PROXY: '10.0.0.0/8, fd00::/8 127.0.0.1',
      PEAL_CONTACT: 'mailto:admin@example.org',
      PEAL_STUN_PORT: '0',
      PEAL_STUN_URLS: 'stun:stun.example.org,stun:[2001:db8::1]:3478',
      PEAL_TURN_URLS: 'turn:turn.example.org:3478?transport=udp,turns:turn.example.org:5349',
      PEAL_TURN_SECRET: SECRET,
      PEAL_PUSH_HOSTS: 'https://push.example.org, https://localhost:8443',
      PEAL_RING_SECONDS: '30',
      PEAL_HISTORY_DAYS: '7',
      PEAL_METRICS_TOKEN: '0123456789abcdef',
      HTTPS_PROXY: 'http://proxy.example.org:3128',
      LOG_LEVEL: 'debug',
    }
    expect(settingsOf(env)).toEqual({
      origin: 'https://peal.example.org',
      dataFolder: '/var/lib/peal',
      databaseUrl: 'postgresql://peal:secret@db.example.org:5433/peal',
      port: 8080,
      host: '::',
      trustedProxies: ['10.0.0.0/8', 'fd00::/8', '127.0.0.1'],
      contact: 'mailto:admin@example.org',
      stunPort: 0,
      stunUrls: ['stun:stun.example.org', 'stun:[2001:db8::1]:3478'],
      turnUrls: ['turn:turn.example.org:3478?transport=udp', 'turns:turn.example.org:5349'],
      turnSecret: SECRET,
      pushHosts: ['https://push.example.org', 'https://localhost:8443'],
      ringMs: 30_000,
      historyMs: 7 * 86_400_000,
      metricsToken: '0123456789abcdef',
      httpsProxy: 'http://proxy.example.org:3128',
      logLevel: 'debug',
      given: new Set(Object.keys(env)),
    })
  })

  it('treat an empty variable as unset', () => {
    expect(settingsOf({ PORT: '', PEAL_CONTACT: ' ' })).toMatchObject({ port: 3000, contact: null })
  })

  it.each([
    ['PEAL_ORIGIN', 'peal.example.org', 'http:// or https:// origin'],
    ['PEAL_ORIGIN', 'https://peal.example.org/app', 'without a path'],
    ['PEAL_ORIGIN', 'https://user:pass@peal.example.org', 'origin'],
    ['PEAL_ORIGIN', 'ftp://peal.example.org', 'origin'],
    ['PEAL_ORIGIN', 'https://peal.example.org,', 'browsers can open'],
    ['PEAL_ORIGIN', 'https://peal.example.org;', 'browsers can open'],
    ['PEAL_ORIGIN', 'https://a.example.org,b.example.org', 'browsers can open'],
    ['PEAL_ORIGIN', 'https://${PEAL_HOST}', 'browsers can open'],
    ['PEAL_ORIGIN', 'https://.peal.example.org', 'browsers can open'],
    ['PEAL_ORIGIN', 'https://peal..example.org', 'browsers can open'],
    ['PEAL_ORIGIN', 'https://-peal.example.org', 'browsers can open'],
    ['PEAL_ORIGIN', 'https://peal.example.org:0', 'browsers can open'],
    ['PEAL_ORIGIN', 'http://0.0.0.0:3000', 'browsers can open'],
    ['PEAL_ORIGIN', 'http://[::]:3000', 'browsers can open'],
    ['PEAL_ORIGIN', `https://${'x'.repeat(300)}.org`, 'browsers can open'],
    ['PEAL_ORIGIN', `https://${'x.'.repeat(150)}org`, 'browsers can open'],
    ['PEAL_DATA', `/${'x'.repeat(200)}`, 'socket'],
    ['DATABASE_URL', 'peal', 'postgresql:// address'],
    ['DATABASE_URL', 'mysql://db/peal', 'postgresql:// address'],
    ['DATABASE_URL', 'postgresql://db.example.org', 'with a database'],
    ['DATABASE_URL', 'postgresql://peal:p%zz@db/peal', 'percent-encoded'],
    ['PORT', 'http', 'whole number from 0 to 65535'],
    ['PORT', '65536', 'whole number from 0 to 65535'],
    ['PORT', '-1', 'whole number'],
    ['PORT', '80.5', 'whole number'],
    ['HOST', 'no host', 'host name or an address'],
    ['PEAL_TRUSTED_PROXY', '10.0.0.0/33', '"10.0.0.0/33" is not'],
    ['PEAL_TRUSTED_PROXY', '10.0.0.0/8,proxy', '"proxy" is not'],
    ['PEAL_TRUSTED_PROXY', 'fd00::/129', 'CIDR'],
    ['PEAL_CONTACT', 'admin@example.org', 'mailto:'],
    ['PEAL_CONTACT', 'mailto:admin', 'mailto:'],
    ['PEAL_CONTACT', 'http://example.org', 'https:'],
    ['PEAL_CONTACT', 'https://example.org,', 'https:'],
    ['PEAL_CONTACT', 'mailto:admin@example.org;', 'mailto:'],
    ['PEAL_STUN_URLS', 'stun:stun..example.org', 'stun:'],
    ['PEAL_TURN_URLS', 'turn:-turn.example.org', 'turn:'],
    ['PEAL_STUN_PORT', '70000', 'whole number'],
    ['PEAL_STUN_URLS', 'stun.example.org', 'stun:'],
    ['PEAL_STUN_URLS', 'stun:a:99999', 'stun:'],
    ['PEAL_STUN_URLS', 'stun:a?transport=udp', 'stun:'],
    ['PEAL_TURN_URLS', 'turn:a?TRANSPORT=udp', 'turn:'],
    ['PEAL_TURN_URLS', 'stun:turn.example.org', 'turn:'],
    ['PEAL_TURN_SECRET', 'short', 'at least 16 characters'],
    ['PEAL_PUSH_HOSTS', 'push.example.org', 'https:// origins'],
    ['PEAL_PUSH_HOSTS', 'http://push.example.org', 'https:// origins'],
    ['PEAL_PUSH_HOSTS', 'https://push.example.org/path', 'https:// origins'],
    ['PEAL_PUSH_HOSTS', 'https://*.example.org', 'without a path or a star'],
    ['PEAL_PUSH_HOSTS', 'https://push..example.org', 'https:// origins'],
    ['PEAL_RING_SECONDS', '0', 'from 5 to 300'],
    ['PEAL_RING_SECONDS', '45s', 'from 5 to 300'],
    ['PEAL_HISTORY_DAYS', '0', 'whole number from 1'],
    ['PEAL_METRICS_TOKEN', 'short', 'at least 16'],
    ['HTTPS_PROXY', 'http://', 'http:// or https:// address'],
    ['HTTPS_PROXY', 'socks5://proxy', 'http:// or https:// address'],
    ['HTTPS_PROXY', '"http://proxy:3128"', 'without quotes'],
    ['HTTPS_PROXY', "'proxy:3128'", 'without quotes'],
    ['HTTPS_PROXY', 'http:/proxy:3128', 'http:// or https:// address'],
    ['HTTPS_PROXY', 'http:proxy:3128', 'http:// or https:// address'],
    ['HTTPS_PROXY', 'http://proxy:3128/path', 'without quotes or a path'],
    ['HTTPS_PROXY', 'http://proxy:0', 'http:// or https:// address'],
    ['HTTPS_PROXY', 'http://user:p%zz@proxy', 'percent-encoded'],
    ['HTTPS_PROXY', 'http://u%ser:pass@proxy', 'percent-encoded'],
    ['LOG_LEVEL', 'loud', 'one of trace, debug, info'],
  ])('refuse %s=%s in one line that names it and says what is right', (name, value, right) => {
    const problem = problemOf({ [name]: value })
    expect(problem.startsWith(`${name}: `)).toBe(true)
    expect(problem).toContain('it must be')
    expect(problem).toContain(right)
    expect(problem).not.toContain('\n')
  })

  it('require TURN servers and their secret together', () => {
    expect(problemOf({ PEAL_TURN_URLS: 'turn:turn.example.org' })).toMatch(/^PEAL_TURN_SECRET: not/)
    expect(problemOf({ PEAL_TURN_SECRET: SECRET })).toMatch(/^PEAL_TURN_URLS: not set/)
  })

  it('never show a secret in a problem', () => {
    expect(problemOf({ PEAL_TURN_SECRET: 'hush' })).not.toContain('hush')
    expect(problemOf({ PEAL_METRICS_TOKEN: 'hush' })).not.toContain('hush')
    expect(problemOf({ DATABASE_URL: 'postgresql://peal:hush@db' })).not.toContain('hush')
    expect(problemOf({ HTTPS_PROXY: 'socks5://user:hush@proxy' })).not.toContain('hush')
  })

  it.each(['postgres://peal@db/peal', 'postgresql:///peal?host=/run', 'postgresql://peal@/peal'])(
    'accept the database %s',
    (url) => {
      expect(settingsOf({ DATABASE_URL: url }).databaseUrl).toBe(url)
    },
  )

  it('take a proxy without a scheme for an http one', () => {
    expect(settingsOf({ HTTPS_PROXY: 'proxy:3128' }).httpsProxy).toBe('http://proxy:3128')
    expect(settingsOf({ HTTPS_PROXY: '10.0.0.1:3128' }).httpsProxy).toBe('http://10.0.0.1:3128')
  })

  it.each(['https://*.example.org', 'https://peal.example.org.', 'http://localhost.:8080'])(
    'refuse the origin %s',
    (origin) => {
      expect(problemOf({ PEAL_ORIGIN: origin })).toMatch(/^PEAL_ORIGIN: .*star.*trailing dot/)
    },
  )

  it.each([
    'http://localhost:3000',
    'https://192.0.2.1',
    'https://[2001:db8::1]:8443',
    'https://xn--bcher-kva.example',
    'https://peal',
    'https://peal_1.example.org',
  ])('accept the origin %s', (origin) => {
    expect(settingsOf({ PEAL_ORIGIN: origin }).origin).toBe(origin)
  })

  it.each(['http://user:p%40ss@proxy.example.org:3128', 'https://[2001:db8::1]:3128/'])(
    'accept the proxy %s, which the client of push services takes, too',
    async (proxy) => {
      expect(settingsOf({ HTTPS_PROXY: proxy }).httpsProxy).toBe(proxy)
      await new ProxyAgent(proxy).close()
    },
  )

  it('accept the lower-case name of the proxy variable, which other programs use', () => {
    expect(settingsOf({ https_proxy: 'http://p:1' }).httpsProxy).toBe('http://p:1')
  })
})

describe('socketPath', () => {
  it('is relative if that is shorter', () => {
    const deep = `/home/${'deep/'.repeat(30)}`
    expect(socketPath(`${deep}data`, deep)).toBe('data/peal.sock')
    expect(socketPath('/d', '/somewhere/else')).toBe('/d/peal.sock')
  })
})
