/** A real TURN server: coturn on ports of its own, on this machine alone. */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { askBinding } from '../../push-server/doctor/stun-channel.ts'
import { freePort } from './free-port.ts'
import { TOP } from './sources.ts'
import { tempDir } from './temp-dir.ts'
import { freeUdpPort } from './udp.ts'
import { until } from './until.ts'

export const TURN_SECRET = 'the static-auth-secret of a test'

const RELAY_PORTS = 200
/** Above those that tests listen on. */
const LOWEST_RELAY = 50_000
const HIGHEST_RELAY = 65_000

export interface CoturnOptions {
  /** Lines of its configuration beside or in the place of the test's own. */
  readonly config?: string
  /** What credentials are made by; the test's own unless said. */
  readonly secret?: string
  /** Files of a certificate, for `turns:`. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Started as in a container, by deploy/docker/coturn.sh, with Caddy's certificates in this folder. */
  readonly caddy?: string
}

export interface Coturn {
  readonly port: number
  /** 0: it has no certificate. */
  readonly tlsPort: number
  /** As in a container: another port for TLS, as 443 beside 5349. */
  readonly tlsPortToo: number
  output(): string
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>
}

/** A port that is free for TCP and for UDP. */
async function freeBoth(): Promise<number> {
  for (;;) {
    const port = await freeUdpPort()
    if (port !== 0 && (await freePort(port)) === port) return port
  }
}

/** `text` with these settings in place of its own of the same names, which may be repeated. */
export function withSettings(text: string, settings: readonly [string, string][]): string {
  const names = new Set(settings.map(([name]) => name))
  const kept = text.split('\n').filter((line) => !names.has(line.split('=', 1)[0] ?? ''))
  return [...kept, ...settings.map(([name, value]) => `${name}=${value}`), ''].join('\n')
}

const DEFAULT_CONFIG = 'use-auth-secret\nno-cli\nno-dtls\n'

/** How deploy/docker/coturn.sh is run, by the variables that it knows. */
function inContainer(folder: string, config: string, caddy: string, tlsPortToo: number) {
  const secret = join(folder, 'secret')
  writeFileSync(secret, TURN_SECRET)
  return {
    ...process.env,
    TMPDIR: folder,
    TURN_CONFIG: config,
    TURN_SECRET_FILE: secret,
    TURN_CERTIFICATES: caddy,
    TURN_HOST: 'localhost',
    TURN_TLS_ALSO: `127.0.0.1:${tlsPortToo}`,
    TURN_LOOK_EVERY: '0.1',
  }
}

/** Starts it; it ends with the test. */
export async function startCoturn({
  config,
  secret = TURN_SECRET,
  tls,
  caddy,
}: CoturnOptions = {}): Promise<Coturn> {
  const folder = tempDir()
  const port = await freeBoth()
  const hasTls = tls !== undefined || caddy !== undefined
  const tlsPort = hasTls ? await freePort() : 0
  const tlsPortToo = caddy === undefined ? 0 : await freeBoth()
  const lowest = randomInt(LOWEST_RELAY, HIGHEST_RELAY)
  const settings: [string, string][] = [
    ['static-auth-secret', secret],
    ['realm', 'peal.test'],
    ['listening-ip', '127.0.0.1'],
    ['relay-ip', '127.0.0.1'],
    ['relay-ip', '::1'],
    ['listening-port', String(port)],
    ['min-port', String(lowest)],
    ['max-port', String(lowest + RELAY_PORTS)],
    ['log-file', 'stdout'],
    ['pidfile', join(folder, 'pid')],
    ['userdb', join(folder, 'turndb')],
  ]
  if (hasTls) settings.push(['tls-listening-port', String(tlsPort)])
  if (tls !== undefined) settings.push(['cert', tls.cert], ['pkey', tls.key])
  const file = join(folder, 'turnserver.conf')
  writeFileSync(file, withSettings(config ?? DEFAULT_CONFIG, settings))
  const child =
    caddy === undefined
      ? spawn('turnserver', ['-c', file, ...(hasTls ? [] : ['--no-tls'])])
      : spawn('sh', [join(TOP, 'deploy/docker/coturn.sh')], {
          env: inContainer(folder, file, caddy, tlsPortToo),
        })
  let output = ''
  const collect = (bytes: Buffer) => void (output += bytes.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const ended = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  await until('coturn answers', async () => {
    if (child.exitCode !== null) throw new Error(`coturn ended:\n${output}`)
    return askBinding(`stun:127.0.0.1:${port}`)
  })
  return { port, tlsPort, tlsPortToo, output: () => output, ended }
}
