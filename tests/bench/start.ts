/** start: CPU time of a second start until it listens, to that of the same server unbundled. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { freePort } from '../support/free-port.ts'
import { until } from '../support/until.ts'
import { atMost, compare } from './figure.ts'
import type { Figure } from './figure.ts'
import { BUILT, TOP } from './measured-process.ts'
import { makeData } from './peal-server.ts'

/** What `npm start` runs. npm itself is left out: it would cost both the same. */
const START = join(TOP, 'scripts/start.mjs')
const UNBUNDLED = join(BUILT, 'unbundled/main.js')

export const start: Figure = {
  name: 'start',
  async run({ quick }) {
    const data = await makeData({ members: 3 })
    try {
      const compared = await compare(quick ? 3 : 11, {
        peal: () => cpuUntilListening(START, data),
        baseline: () => cpuUntilListening(UNBUNDLED, data),
      })
      return [
        {
          what: 'CPU of a second start, until it listens : unbundled',
          value: compared.ratio,
          unit: 'ratio',
          peal: `${compared.peal.toFixed(0)} ms`,
          baseline: `${compared.baseline.toFixed(0)} ms`,
          must: atMost(0.5),
          goal: atMost(0.3),
          rounds: compared.rounds,
        },
      ]
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  },
}

/** Starts a server, waits for its port, and returns its and its children's CPU time in ms. */
async function cpuUntilListening(file: string, data: string): Promise<number> {
  const port = await freePort()
  const child = spawn(process.execPath, [file], {
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      PEAL_DATA: data,
      PORT: String(port),
      HOST: '127.0.0.1',
      PEAL_STUN_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()))
  child.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()))
  const gone = once(child, 'exit')
  try {
    await until('it listens', () => {
      if (child.exitCode !== null) throw new Error(output)
      return isListening(port)
    })
    return child.pid === undefined ? NaN : cpuOfTree(child.pid)
  } finally {
    child.kill('SIGTERM')
    await gone
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

/** Linux's scheduler ticks a hundred times a second on every system that Node runs on. */
const TICK_MS = 10

function cpuOfTree(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may contain spaces, so the fields are counted from after it (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0)
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  const pids = children.split(' ').filter((word) => word !== '')
  return ticks * TICK_MS + pids.reduce((sum, child) => sum + cpuOfTree(Number(child)), 0)
}
