/** Starts the programs as a user does, and gives tests their output and exit code. */
import { spawn } from 'node:child_process'
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { buildIfNeeded } from '../../scripts/build.mjs'
import { TOP } from './sources.ts'
import { until } from './until.ts'

const START = join(TOP, 'scripts/start.mjs')

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export class Launched {
  readonly child: ChildProcessWithoutNullStreams
  stdout = ''
  stderr = ''
  readonly #ended: Promise<unknown>

  constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, [START, ...args], {
      cwd: TOP,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        // Servers of several tests run side by side.
        PEAL_STUN_PORT: '0',
        ...env,
      },
    })
    this.child.stdout.on('data', (bytes: Buffer) => (this.stdout += bytes.toString()))
    this.child.stderr.on('data', (bytes: Buffer) => (this.stderr += bytes.toString()))
    this.#ended = once(this.child, 'close')
  }

  get isOver(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null
  }

  /** Waits for a line on stdout that matches; returns the match. */
  async line(pattern: RegExp): Promise<RegExpExecArray> {
    return until(`a line like ${pattern.source}`, () => {
      const match = pattern.exec(this.stdout)
      if (match === null && this.isOver) throw new Error(`it ended: ${this.stdout}${this.stderr}`)
      return match
    })
  }

  async ended(): Promise<Ended> {
    await this.#ended
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr }
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    if (!this.isOver) this.child.kill(signal)
    return this.ended()
  }
}

/**
 * Starts `npm start` (no arguments), the demo (`--demo`) or a command (`member list`), built if need be; killed when the test ends.
 */
export async function launch(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Launched> {
  await buildIfNeeded(() => undefined)
  const launched = new Launched(args, env)
  onTestFinished(async () => void (await launched.end('SIGKILL')))
  return launched
}

/** Runs it to its end. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return (await launch(args, env)).ended()
}
