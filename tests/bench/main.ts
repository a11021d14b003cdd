/**
 * `npm run bench [-- NAME…] [--quick] [--json]`: measures Peal's figures as ratios to baselines
 * that run in turn with it. The exit code is 1 if a figure misses its limit.
 */
import { answer } from './answer.ts'
import { engine } from './engine.ts'
import { flood } from './flood.ts'
import { network } from './network.ts'
import { place } from './place.ts'
import { push } from './push.ts'
import { relay } from './relay.ts'
import { ring } from './ring.ts'
import { scale } from './scale.ts'
import { size } from './size.ts'
import { sockets } from './sockets.ts'
import { start } from './start.ts'
import { allMet, toJson, toTable } from './table.ts'
import type { Result } from './table.ts'

const FIGURES = [
  size,
  start,
  relay,
  sockets,
  flood,
  place,
  scale,
  push,
  ring,
  engine,
  answer,
  network,
]

const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const unknown = asked.filter((name) => !FIGURES.some((figure) => figure.name === name))
if (unknown.length > 0) {
  console.error(`No figure is called ${unknown.join(', ')}. There are:`)
  console.error(FIGURES.map(({ name }) => `  ${name}`).join('\n'))
  process.exit(2)
}
const json = process.argv.includes('--json')
const quick = process.argv.includes('--quick')

const results: Result[] = []
let failed = false
for (const figure of FIGURES) {
  if (asked.length > 0 && !asked.includes(figure.name)) continue
  if (!json) console.error(`${figure.name} …`)
  try {
    results.push({ figure: figure.name, rows: await figure.run({ quick }) })
  } catch (error) {
    // The other figures are measured all the same.
    console.error(`${figure.name} failed:`, error)
    failed = true
  }
}
console.log(json ? toJson(results) : toTable(results))
process.exitCode = allMet(results) && !failed ? 0 : 1
