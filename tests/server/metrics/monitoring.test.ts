/** Checks that every metric named by the alert rules and the dashboard in deploy/ exists in /metrics. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { REASONS } from '../../../protocol/reasons.ts'
import { startServer } from '../../support/server.ts'

interface Rules {
  readonly groups: {
    rules: { alert: string; expr: string; annotations: Record<string, string> }[]
  }[]
}
interface Dashboard {
  readonly panels: { id: number; title: string; targets: { expr: string }[] }[]
}

const read = (name: string) => readFileSync(`deploy/monitoring/${name}`, 'utf8')
const rules = (parse(read('alerts.yaml')) as Rules).groups.flatMap(({ rules: each }) => each)
const { panels } = JSON.parse(read('grafana.json')) as Dashboard

const asked = [
  ...rules.map(({ alert, expr }) => [alert, expr] as const),
  ...panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const)),
]

/** The names of all metrics, of a server that has sent a push. */
async function seriesOf(): Promise<Set<string>> {
  const server = await startServer()
  server.peal.metrics.pushed('google', 'taken')
  server.peal.metrics.pushFailing('google', false)
  const text = await (await fetch(`${server.local}/metrics`)).text()
  const names = [...text.matchAll(/^(\w+)[ {]/gm)].map(([, name = '']) => name)
  // Prometheus adds `up` for every target.
  return new Set([...names, 'up'])
}

it('names only metrics and reasons that the server has', async () => {
  const known = await seriesOf()
  for (const [title, expr] of asked) {
    const names = [...expr.matchAll(/\b(?:(?:peal|nodejs|process)_\w+|up(?=\{))/g)]
    expect(names, title).not.toEqual([])
    for (const [name] of names) expect(known, title).toContain(name)
    for (const [, reason] of expr.matchAll(/reason="([^"]*)"/g)) expect(REASONS).toContain(reason)
  }
})

it('each alert says what to do, and no two panels have the same id', () => {
  expect(rules).not.toEqual([])
  expect(panels).not.toEqual([])
  for (const { annotations } of rules)
    expect(Object.keys(annotations)).toEqual(['summary', 'action'])
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
})
