/** A server in its own process that reports its CPU time and memory. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** The repository: the bench is built to `node_modules/.cache/bench` and run from the top. */
export const TOP = process.cwd()
/** Where the bench's own programs were built to. */
export const BUILT = join(TOP, 'node_modules/.cache/bench')
const PROBE = join(TOP, 'tests/bench/probe.mjs')

export interface Memory {
  /** Heap and external memory after garbage collection, in bytes. */
  readonly heapBytes: number
  readonly rss: number
}

export class MeasuredProcess {
  readonly #child: ChildProcess
  #output = ''

  constructor(file: string, env: Readonly<Record<string, string>>) {
    this.#child = spawn(process.execPath, ['--expose-gc', '--import', PROBE, file], {
      env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    const collect = (bytes: Buffer) => (this.#output += bytes.toString())
    this.#child.stdout?.on('data', collect)
    this.#child.stderr?.on('data', collect)
  }

  get output(): string {
    return this.#output
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** The next message of this shape that the process sends over IPC. */
  async message<T>(name: string): Promise<T> {
    for (;;) {
      const [message] = (await once(this.#child, 'message')) as unknown[]
      if (typeof message === 'object' && message !== null && name in message)
        return (message as Record<string, T>)[name] as T
    }
  }

  /** CPU time used so far, in ms. */
  cpu(): Promise<number> {
    return this.#ask('cpu')
  }

  memory(): Promise<Memory> {
    return this.#ask('memory')
  }

  send(what: string): void {
    this.#child.send(what)
  }

  #ask<T>(what: string): Promise<T> {
    const answer = this.message<T>(what)
    this.#child.send(what)
    return answer
  }

  async stop(): Promise<void> {
    if (this.ended) return
    const gone = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await gone
  }
}
