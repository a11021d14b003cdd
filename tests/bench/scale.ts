/** scale: CPU time of reads at a million calls and 100,000 members, to that at a thousand. */
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { atMost, compare } from './figure.ts'
import type { Figure, Row } from './figure.ts'
import { PealServer, cookieOf } from './peal-server.ts'

const SMALL = { members: 1_000, history: 1_000 }
const LARGE = { members: 100_000, history: 1_000_000 }
/** Small enough to be made in seconds; shows only that the figure runs. */
const QUICK = { members: 10_000, history: 100_000 }

/** Requests as pages send them. Both servers return the same number of rows for each. */
const QUESTIONS = [
  { what: 'history page', path: '/api/calls' },
  { what: 'history page, missed', path: '/api/calls?filter=missed' },
  { what: 'unseen count and list', path: '/api/missed' },
  { what: 'search', path: '/api/search?q=name1' },
  { what: 'search, two words', path: '/api/search?q=name1%20fam' },
  { what: 'contacts, home', path: '/api/home' },
]

const tooMany = v.object({
  error: v.object({ code: v.literal('too-many-tries'), retryMs: v.number() }),
})

export const scale: Figure = {
  name: 'scale',
  async run({ quick }) {
    const [rounds, requests] = quick ? [3, 10] : [9, 30]
    const small = await PealServer.start(SMALL)
    const large = await PealServer.start(quick ? QUICK : LARGE)
    try {
      const rows: Row[] = []
      for (const { what, path } of QUESTIONS) {
        const {
          ratio,
          peal,
          baseline,
          rounds: all,
        } = await compare(rounds, {
          peal: () => cpuOf(large, path, requests),
          baseline: () => cpuOf(small, path, requests),
        })
        rows.push({
          what: `CPU of ${what}, a million rows : a thousand`,
          value: ratio,
          unit: 'ratio',
          peal: `${peal.toFixed(2)} ms`,
          baseline: `${baseline.toFixed(2)} ms`,
          must: atMost(1.5),
          goal: atMost(1.2),
          rounds: all,
        })
      }
      return rows
    } finally {
      await small.stop()
      await large.stop()
    }
  },
}

/** CPU time of one request, in ms. Pauses where a member may not read more, and does not count the pause. */
async function cpuOf(server: PealServer, path: string, requests: number): Promise<number> {
  let used = 0
  let before = await server.process.cpu()
  for (let done = 0; done < requests;) {
    const response = await fetch(server.origin + path, { headers: { cookie: cookieOf(0) } })
    const body: unknown = await response.json()
    if (response.ok) done += 1
    else {
      const pauseMs = v.parse(tooMany, body).error.retryMs
      used += (await server.process.cpu()) - before
      await sleep(pauseMs)
      before = await server.process.cpu()
    }
  }
  return (used + (await server.process.cpu()) - before) / requests
}
