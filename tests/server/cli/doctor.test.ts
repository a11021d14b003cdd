import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { certificateFor } from '../../support/certificates.ts'
import { TURN_SECRET, startCoturn } from '../../support/coturn.ts'
import { doctor } from '../../support/doctor.ts'
import { freePort } from '../../support/free-port.ts'
import { startHttps, startProxy } from '../../support/https-server.ts'
import { run } from '../../support/launched.ts'
import { startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { freeUdpPort } from '../../support/udp.ts'

const SERVICES = [
  'fcm.googleapis.com',
  'updates.push.services.mozilla.com',
  'web.push.apple.com',
  'wns2-par02p.notify.windows.com',
]
/** A port at which nobody listens, so that connections fail at once. */
const NOT_REFUSED = 'ok: No push service refuses this server.'
const NO_PROXY = { HTTPS_PROXY: 'http://127.0.0.1:9' }

/** A proxy behind which all push services answer. */
async function world() {
  const certificate = await certificateFor([...SERVICES, 'localhost', '127.0.0.1'])
  const port = await startHttps(certificate, { status: 404, body: 'x'.repeat(100_000) })
  const proxy = await startProxy(port)
  return { certificate, proxy, NODE_EXTRA_CA_CERTS: certificate.cert, HTTPS_PROXY: proxy.url }
}

describe('peal doctor', () => {
  it('asks all services and finds nothing wrong if all is well', async () => {
    const { certificate, proxy, ...env } = await world()
    const stunPort = await freeUdpPort()
    const server = await startServer({ settings: { stunPort } })
    const { port, tlsPort, output } = await startCoturn({
      tls: certificate,
      config: 'use-auth-secret\nno-cli\nverbose\n',
    })
    const turn = [
      `turn:127.0.0.1:${port}?transport=udp`,
      `turn:127.0.0.1:${port}?transport=tcp`,
      `turns:localhost:${tlsPort}`,
    ]
    const { code, ok, of, findings } = await doctor(server, {
      ...env,
      PEAL_STUN_PORT: String(stunPort),
      PEAL_STUN_URLS: `stun:127.0.0.1:${port}`,
      PEAL_TURN_URLS: turn.join(','),
      PEAL_TURN_SECRET: TURN_SECRET,
      PEAL_PUSH_HOSTS: 'https://localhost',
      PEAL_CONTACT: 'mailto:admin@example.org',
    })
    expect([code, ok]).toEqual([0, true])
    expect(
      findings.filter(
        ({ status, check }) => status !== 'ok' && check !== 'database' && check !== 'turn',
      ),
    ).toEqual([])
    expect(of('origin')).toEqual([
      `ok: ${server.origin} answers.`,
      `ok: ${server.origin} passes on WebSockets.`,
    ])
    expect(of('database')[0]).toBe(
      `ok: ${join(server.folder, 'peal.db')} is whole and can be written to.`,
    )
    const sees = (url: string) =>
      expect.stringContaining(`ok: ${url} answers, and sees this machine as `)
    expect(of('stun')).toEqual([sees(`stun:127.0.0.1:${port}`), sees(`stun:localhost:${stunPort}`)])
    // A relay with an address of this machine is a warning: others cannot reach it.
    expect(of('turn')).toEqual(
      turn.map((url) =>
        expect.stringMatching(
          new RegExp(
            `^warning: ${url.replace('?', '\\?')} relays from 127\\.0\\.0\\.1:\\d+\\. That`,
          ),
        ),
      ),
    )
    expect(output().match(/ALLOCATE processed, success/g)).toHaveLength(3)
    expect(output().match(/refreshed.*lifetime=0/g)).toHaveLength(3)
    expect(of('push')).toEqual([
      ...SERVICES.map((host) => `ok: https://${host} is reached (status 404).`),
      'ok: https://localhost is reached (status 404).',
      'ok: Push services may write to mailto:admin@example.org.',
      NOT_REFUSED,
    ])
    expect(new Set(proxy.asked)).toEqual(
      new Set([...SERVICES, 'localhost'].map((host) => `${host}:443`)),
    )
  })

  it('says for each check what is wrong and how to fix it, and exits with 1', async () => {
    const server = await startServer()
    const coturn = await startCoturn()
    const nobody = await freePort()
    const env = {
      ...NO_PROXY,
      PEAL_ORIGIN: `http://localhost:${nobody}`,
      PEAL_STUN_URLS: `stun:127.0.0.1:${nobody}`,
      PEAL_TURN_URLS: `turn:127.0.0.1:${coturn.port},turn:127.0.0.1:${nobody}?transport=tcp`,
      PEAL_TURN_SECRET: 'another secret than coturn has',
    }
    const { code, ok, of, findings } = await doctor(server, env)
    expect([code, ok]).toEqual([1, false])
    expect(of('origin')).toEqual([
      `failed: http://localhost:${nobody} does not answer (ECONNREFUSED).`,
    ])
    expect(of('stun')).toEqual([`failed: stun:127.0.0.1:${nobody} does not answer (ECONNREFUSED).`])
    expect(of('turn')).toEqual([
      `failed: turn:127.0.0.1:${coturn.port} gives no relay: it does not take the credentials: the secret is wrong (401).`,
      `failed: turn:127.0.0.1:${nobody}?transport=tcp does not answer (ECONNREFUSED).`,
    ])
    expect(of('push')).toEqual([
      ...SERVICES.map(
        (host) => `failed: https://${host} is not reached through HTTPS_PROXY (ECONNREFUSED).`,
      ),
      'warning: Push services are told no contact; some refuse that.',
      NOT_REFUSED,
    ])
    for (const { status, mend } of findings) expect(mend === null).toBe(status === 'ok')

    const spoken = await run(['doctor'], { PEAL_DATA: server.folder, ...env })
    expect([spoken.code, spoken.stderr]).toEqual([1, ''])
    expect(spoken.stdout).toMatch(
      /^failed {3}TURN {9}turn:127\S+ gives no relay: .*\n {22}Set PEAL_TURN_SECRET to /m,
    )
    // No secret is printed.
    expect(spoken.stdout).not.toContain(env.PEAL_TURN_SECRET)
  })

  it('warns about what is not set up', async () => {
    const server = await startServer()
    const { of } = await doctor(server, NO_PROXY)
    expect(of('stun')).toEqual(['warning: There is no STUN server: calls leave no home network.'])
    expect(of('turn')).toEqual([
      'warning: There is no TURN server: calls through strict firewalls fail.',
    ])
  })

  it('checks the certificate, and whether Peal answers', async () => {
    const server = await startServer()
    const at = async (days: number, body = '{"ok":true}', names?: string[]) => {
      const certificate = await certificateFor(names, days)
      const port = await startHttps(certificate, { status: 200, body })
      return { PEAL_ORIGIN: `https://localhost:${port}`, NODE_EXTRA_CA_CERTS: certificate.cert }
    }
    const good = await at(90)
    const fine = await doctor(server, { ...NO_PROXY, ...good })
    const origin = good.PEAL_ORIGIN
    expect(fine.of('origin').slice(0, 2)).toEqual([
      `ok: ${origin} answers.`,
      expect.stringMatching(/^failed: What answers at \S+ is not this Peal, /),
    ])
    expect(fine.of('certificate')).toEqual([
      `ok: The certificate of ${origin} is good for 89 more days.`,
    ])
    const unknown = await doctor(server, { ...NO_PROXY, PEAL_ORIGIN: origin })
    expect(unknown.of('certificate')).toEqual([
      `failed: The certificate of ${origin} is not good (DEPTH_ZERO_SELF_SIGNED_CERT).`,
    ])
    const soon = await doctor(server, { ...NO_PROXY, ...(await at(5)) })
    expect(soon.of('certificate')).toEqual([expect.stringMatching(/^warning: .* for 4 more days/)])
    const foreign = await doctor(server, { ...NO_PROXY, ...(await at(90, '', ['example.org'])) })
    expect(foreign.of('certificate')).toEqual([
      expect.stringMatching(/^failed: .*ERR_TLS_CERT_ALTNAME_INVALID/),
    ])
    const other = await doctor(server, { ...NO_PROXY, ...(await at(90, '<h1>It works!</h1>')) })
    expect(other.of('origin')).toEqual([
      expect.stringMatching(/^failed: Something else than Peal answers/),
    ])
    const plain = await doctor(server, { ...NO_PROXY, PEAL_ORIGIN: 'http://192.0.2.1' })
    expect(plain.of('origin')[0]).toBe(
      'failed: http://192.0.2.1 is not https: browsers give it no camera, no microphone and no push.',
    )
  })

  it('checks the database', async () => {
    const server = await startServer()
    await server.peal.stop()
    chmodSync(server.folder, 0o755)
    const open = await doctor(server, NO_PROXY)
    expect(open.of('database')).toContain(
      `failed: Other users may read ${server.folder}, in which all keys are.`,
    )
    const file = join(server.folder, 'peal.db')
    const bytes = readFileSync(file)
    bytes.fill(0xff, 8_192, Math.floor(statSync(file).size / 2))
    writeFileSync(file, bytes)
    const damaged = await doctor(server, NO_PROXY)
    expect(damaged.of('database')[0]).toMatch(/^failed: .*peal\.db is damaged \(/)
    const empty = await doctor(server, { ...NO_PROXY, PEAL_DATA: join(tempDir(), 'none') })
    expect(empty.of('database')).toEqual([
      expect.stringMatching(/^failed: .* holds no Peal yet\.$/),
    ])
  })
})
