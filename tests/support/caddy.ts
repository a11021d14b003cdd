/** Debian's Caddy in front of Peal, with the Caddyfiles of deploy/ and its own CA. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from './free-port.ts'
import { TOP } from './sources.ts'
import { tempDir } from './temp-dir.ts'
import { until } from './until.ts'

const HOST = 'peal.test'
const LOOPBACK = '127.0.0.1'
const CADDYFILES = join(TOP, 'deploy/caddy')

/** A proxy with a made-up host name and a certificate that only its own CA has signed. */
export class Caddy {
  readonly #folder = tempDir()
  readonly #port: number
  #log = ''

  private constructor(port: number) {
    this.#port = port
  }

  /** Starts it before Peal's port; it ends with the test. */
  static start(pealPort: number): Promise<Caddy> {
    return Caddy.#start('Caddyfile', [pealPort])
  }

  /** Starts it as a load balancer before servers at these ports; it ends with the test. */
  static startBalancer(pealPorts: readonly number[]): Promise<Caddy> {
    return Caddy.#start('cluster.Caddyfile', pealPorts)
  }

  static async #start(name: string, pealPorts: readonly number[]): Promise<Caddy> {
    const caddy = new Caddy(await freePort())
    await caddy.#run(name, pealPorts)
    return caddy
  }

  get origin(): string {
    return `https://${HOST}:${this.#port}`
  }

  /** Options with which Chromium resolves its host name and trusts its certificate. */
  chromium(): { readonly flags: readonly string[]; readonly env: { readonly HOME: string } } {
    const home = tempDir()
    const store = join(home, '.pki/nssdb')
    mkdirSync(store, { recursive: true })
    const trust = ['-A', '-t', 'C,,', '-n', 'authority of a test', '-i', this.#authority]
    for (const args of [['-N', '--empty-password'], trust]) {
      execFileSync('certutil', [...args, '-d', `sql:${store}`], { stdio: 'pipe' })
    }
    return { flags: [`--host-resolver-rules=MAP ${HOST} ${LOOPBACK}`], env: { HOME: home } }
  }

  get #authority(): string {
    return join(this.#folder, 'pki/authorities/local/root.crt')
  }

  async #run(name: string, pealPorts: readonly number[]): Promise<void> {
    const file = join(this.#folder, 'Caddyfile')
    writeFileSync(file, this.#config(name))
    const args = ['run', '--adapter', 'caddyfile', '--config', file]
    const { PEAL_HOST: _, ...others } = process.env
    const upstreams = pealPorts.map((port) => `${LOOPBACK}:${port}`).join(' ')
    const home = { HOME: this.#folder }
    const env = { ...others, ...home, PEAL_UPSTREAM: upstreams, PEAL_UPSTREAMS: upstreams }
    const child = spawn('caddy', args, { env })
    const collect = (bytes: Buffer) => void (this.#log += bytes.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    const ended = once(child, 'close')
    onTestFinished(async () => {
      child.kill('SIGKILL')
      await ended
    })
    await until('Caddy answers', () => {
      if (child.exitCode !== null) throw new Error(`Caddy ended:\n${this.#log}`)
      return this.ask('/').then(() => true)
    })
  }

  /** What it has logged. */
  get log(): string {
    return this.#log
  }

  /** The deployed Caddyfile with another host name, another port, and Caddy's internal CA. */
  #config(name: string): string {
    const options = [
      'admin off',
      'skip_install_trust',
      'auto_https disable_redirects',
      `storage file_system ${this.#folder}`,
    ]
    return readFileSync(join(CADDYFILES, name), 'utf8')
      .replace(/^\{\n/m, `{\n${options.map((line) => `\t${line}\n`).join('')}`)
      .replace('{$PEAL_HOST:PEAL.EXAMPLE.ORG} {', `${HOST}:${this.#port} {\n\ttls internal`)
  }

  /** The status that it answers with, by its own certificate. */
  ask(path: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const asked = request({
        host: LOOPBACK,
        port: this.#port,
        path,
        servername: HOST,
        headers: { Host: `${HOST}:${this.#port}` },
        ca: readFileSync(this.#authority),
      })
      asked.on('response', (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      asked.on('error', reject)
      asked.end()
    })
  }
}
