/**
 * network: calls over bad links, to those of a plain page. `PEAL_NETWORK=lossy,awful` measures only these profiles
 * (`network/profiles.ts`), and `PEAL_NETWORK_ROUNDS` says how often. All of them take about half an hour a round.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { launch, servePages } from './bench-browser.ts'
import type { Figure, Row } from './figure.ts'
import { BUILT } from './measured-process.ts'
import { callBadly, type BadNetwork, type RecordedCall } from './network/bad-call.ts'
import { PROFILES } from './network/profiles.ts'
import { rowsOf } from './network/rows.ts'
import { speechFile } from './network/speech.ts'
import { startTurn } from './network/turn-server.ts'
import { PealServer } from './peal-server.ts'

const ROUNDS = 3
const QUICK = ['lossy']

async function startNetwork(relay: number): Promise<BadNetwork & { readonly stop: () => void }> {
  const child = fork(join(BUILT, 'bad-link.js'), [String(relay), '2'])
  const [told] = (await once(child, 'message')) as [{ ports: number[] }]
  return {
    ports: told.ports,
    set: (port, faults) => void child.send({ port, faults }),
    stop: () => void child.kill('SIGKILL'),
  }
}

export const network: Figure = {
  name: 'network',
  async run({ quick }) {
    const asked = process.env['PEAL_NETWORK']?.split(',') ?? (quick ? QUICK : null)
    const rounds = quick ? 1 : Number(process.env['PEAL_NETWORK_ROUNDS'] ?? ROUNDS)
    const profiles = PROFILES.filter(({ name }) => asked?.includes(name) ?? true)
    const turn = await startTurn()
    const bad = await startNetwork(turn.port)
    const server = await PealServer.start({ members: 2 })
    const pages = await servePages()
    const browser = await launch([`--use-file-for-fake-audio-capture=${speechFile()}`])
    const setting = { browser, network: bad, server, pages: pages.origin }
    try {
      const rows: Row[] = []
      for (const profile of profiles) {
        const calls: Record<'peal' | 'plain', RecordedCall[]> = { peal: [], plain: [] }
        for (let round = 0; round < rounds; round += 1) {
          // In turn, and each first as often as the other.
          const order =
            round % 2 === 0 ? (['plain', 'peal'] as const) : (['peal', 'plain'] as const)
          for (const subject of order) {
            calls[subject].push(await callBadly(setting, subject, profile))
          }
        }
        rows.push(...rowsOf(profile, calls))
      }
      return rows
    } finally {
      await browser.close()
      await pages.stop()
      await server.stop()
      bad.stop()
      await turn.stop()
    }
  },
}
