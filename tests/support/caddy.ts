/** Debian's Caddy in front of Peal, with the Caddyfile of deploy/ and its own CA. */
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
const CADDYFILE = join(TOP, 'deploy/caddy/Caddyfile')

/** A proxy with a made-up host name and a certificate that only its own CA has signed. */
export class Caddy {
  readonly #folder = tempDir()
  readonly #port: number
  #log = ''

  private constructor(port: number) {
    this.#port = port
  }

  /** Starts it before Peal's port; it ends with the test. */
  static async start(pealPort: number): Promise<Caddy> {
    const caddy = new Caddy(await freePort())
    await caddy.#run(pealPort)
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

  async #run(pealPort: number): Promise<void> {
    const file = join(this.#folder, 'Caddyfile')
    writeFileSync(file, this.#config())
    const args = ['run', '--adapter', 'caddyfile', '--config', file]
    const { PEAL_HOST: _, PEAL_UPSTREAM: __, ...others } = process.env
    const env = { ...others, HOME: this.#folder, PEAL_UPSTREAM: `${LOOPBACK}:${pealPort}` }
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
      return this.ask('/')
    })
  }

  /** What it has logged. */
  get log(): string {
    return this.#log
  }

  /** The deployed Caddyfile with another host name, another port, and Caddy's internal CA. */
  #config(): string {
    const options = [
      'admin off',
      'skip_install_trust',
      'auto_https disable_redirects',
      `storage file_system ${this.#folder}`,
    ]
    return readFileSync(CADDYFILE, 'utf8')
      .replace(/^\{\n/m, `{\n${options.map((line) => `\t${line}\n`).join('')}`)
      .replace('{$PEAL_HOST:PEAL.EXAMPLE.ORG} {', `${HOST}:${this.#port} {\n\ttls internal`)
  }

  /** Whether it answers with its certificate, whatever Peal's response is. */
  ask(path: string): Promise<boolean> {
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
        resolve(true)
      })
      asked.on('error', reject)
      asked.end()
    })
  }
}
