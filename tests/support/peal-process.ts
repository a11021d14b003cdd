/** The built server as a process of its own, with a data folder of its own: as in production. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askServer } from '../../push-server/admin/admin-socket.ts'
import { databaseFile } from '../../push-server/admin/data-folder.ts'
import type { Command } from '../../push-server/admin/commands.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import { freePort } from './free-port.ts'
import type { PealBuild } from './peal-build.ts'
import { TOP } from './sources.ts'
import { databaseUrlFor } from './test-engine.ts'
import { until } from './until.ts'

const MAIN = 'dist/server/main.js'
/** How often a server is started at another port if its port is taken meanwhile. */
const ATTEMPTS = 3

export interface PealOptions {
  /** Settings by environment, beside the test's own. */
  readonly env?: Readonly<Record<string, string>>
  /** Runs the server by this, such as `ip netns exec name`. */
  readonly inside?: readonly string[]
  /** Host name or address in the origin; what the server listens on is `HOST`. */
  readonly host?: string
  /**
   * Starts a proxy in front of the server, which will listen on this port; returns the origin that
   * browsers use.
   */
  readonly behind?: (port: number) => Promise<string>
  /** A build to run instead of the one in dist/. It is removed with the server. */
  readonly build?: PealBuild
}

/** A running Peal. Stop it at the end of the test. */
export class PealProcess {
  /** Where browsers find it. */
  readonly origin: string
  readonly #env: Record<string, string>
  readonly #inside: readonly string[]
  readonly #data: string
  readonly #build: PealBuild | undefined
  #child: ChildProcess | null = null
  #output = ''

  private constructor(at: string, origin: string, data: string, options: PealOptions) {
    this.origin = origin
    this.#data = data
    this.#build = options.build
    this.#inside = options.inside ?? []
    this.#env = {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      PEAL_DATA: data,
      PEAL_ORIGIN: origin,
      PORT: new URL(at).port,
      PEAL_STUN_PORT: '0',
      ...options.env,
    }
  }

  static async start(options: PealOptions = {}): Promise<PealProcess> {
    for (let attempt = 1; ; attempt += 1) {
      const data = await mkdtemp(join(tmpdir(), 'peal-'))
      const port = await freePort()
      const at = `http://${options.host ?? 'localhost'}:${port}`
      const url = await databaseUrlFor(data)
      const env = { ...(url === null ? {} : { DATABASE_URL: url }), ...options.env }
      const origin = (await options.behind?.(port)) ?? at
      const peal = new PealProcess(at, origin, data, { ...options, env })
      try {
        await peal.run()
        return peal
      } catch (error) {
        await rm(data, { recursive: true })
        // Two tests may find the same port free at the same moment.
        if (attempt === ATTEMPTS || !peal.output.includes('is in use by another program'))
          throw error
      }
    }
  }

  #file(path: string): string {
    return join(this.#build?.top ?? TOP, path)
  }

  /** Starts the server, on the same address and data as before, and waits until it serves. */
  async run(): Promise<void> {
    const [program = process.execPath, ...args] = [
      ...this.#inside,
      process.execPath,
      this.#file(MAIN),
    ]
    const child = spawn(program, args, { env: this.#env, stdio: ['ignore', 'pipe', 'pipe'] })
    this.#child = child
    const before = this.#output.length
    const collect = (bytes: Buffer) => (this.#output += bytes.toString())
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    // Its own word for it: another server might answer at this address.
    await until('the server listens', () => {
      if (child.exitCode !== null) throw new Error(`the server ended:\n${this.#output}`)
      return this.#output.includes('Peal is listening', before)
    })
  }

  /** The database, which others may read and write beside the server. */
  get databasePath(): string {
    return databaseFile(this.#data)
  }

  /** All that the server has printed. */
  get output(): string {
    return this.#output
  }

  /** Halts the server where it is: its connections stay, and it answers nothing until it is ended. */
  freeze(): void {
    this.#child?.kill('SIGSTOP')
  }

  /** Ends the server by this signal; its data stays. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }

  /** Adds a member and returns a sign-in link. */
  async add(handle: string, name: string, { admin = false } = {}): Promise<string> {
    return signInUrl(await this.#ask({ do: 'member add', handle, name, admin }))
  }

  /** A new single-use sign-in link of a member, for any kind of device unless one is named. */
  async signInLink(handle: string, device: DeviceKind | null = null): Promise<string> {
    return signInUrl(await this.#ask({ do: 'sign-in-link', handle, device }))
  }

  /** Sends a command to the server as the command line does, but from this process. */
  async #ask(command: Command): Promise<unknown> {
    const outcome = await askServer(join(this.#data, 'peal.sock'), command)
    if (outcome?.ok !== true) throw new Error(outcome?.problem ?? 'no server runs')
    return outcome.json
  }

  async stop(): Promise<void> {
    await this.end('SIGKILL')
    await rm(this.#data, { recursive: true, force: true })
    await this.#build?.remove()
  }
}

function signInUrl(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'signInUrl' in answer) {
    if (typeof answer.signInUrl === 'string') return answer.signInUrl
  }
  throw new Error(`no sign-in link in ${JSON.stringify(answer)}`)
}
