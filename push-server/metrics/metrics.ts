/**
 * The metrics of this server in Prometheus' text format. The library is loaded with the first request:
 * it would take a fifth of the time of each start, and most servers never need it.
 */
import type { Registry } from 'prom-client'
import { REASONS } from '../../protocol/reasons.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage } from '../bus/call-message.ts'
import { Counts } from './counts.ts'
import type { Counter } from './counts.ts'

interface MetricsDeps {
  readonly bus: Bus<BusMessage>
  readonly store: () => { readonly commits: number; readonly writes: number }
  /** The number of open sockets. */
  readonly sockets: () => number
}

export interface Metrics extends Counter {
  /** The push services used so far, and whether they refuse what this server sends. */
  failing(): ReadonlyMap<string, boolean>
  render(): Promise<{ readonly contentType: string; readonly text: string }>
}

/** Values are read at each request. */
async function openRegistry(counts: Counts, deps: MetricsDeps): Promise<Registry> {
  const { Counter, Gauge, Registry, collectDefaultMetrics } = await import('prom-client')
  const registry = new Registry()
  const registers = [registry]
  // Of the process: CPU, memory, garbage collection, and the delay of the event loop.
  collectDefaultMetrics({ register: registry })

  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value())
      },
    })
  const counter = (name: string, help: string, value: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(value())
      },
    })

  counter('peal_rings_total', 'Devices told to ring', () => counts.rings)
  counter('peal_answers_total', 'Calls answered', () => counts.answers)
  new Counter({
    name: 'peal_calls_ended_total',
    help: 'Calls ended, by reason',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset()
      for (const reason of REASONS) this.inc({ reason }, counts.ended.get(reason) ?? 0)
    },
  })
  gauge('peal_live_calls', 'Calls ringing or answered', () => counts.liveCalls)
  gauge('peal_sockets', 'Open sockets of pages', deps.sockets)
  counter('peal_commits_total', 'Commits of the database', () => deps.store().commits)
  counter('peal_writes_total', 'Writes that these commits carried', () => deps.store().writes)
  new Counter({
    name: 'peal_pushes_total',
    help: 'Pushes, by service and by what came of them',
    labelNames: ['service', 'outcome'],
    registers,
    collect() {
      this.reset()
      for (const [service, outcomes] of counts.pushes) {
        for (const [outcome, count] of outcomes) this.inc({ service, outcome }, count)
      }
    },
  })
  new Gauge({
    name: 'peal_push_failing',
    help: 'Whether a push service refuses what this server sends: 1 means that someone must look',
    labelNames: ['service'],
    registers,
    collect() {
      for (const [service, isFailing] of counts.failing) this.set({ service }, isFailing ? 1 : 0)
    },
  })
  return registry
}

/** Starts counting. */
export function createMetrics(deps: MetricsDeps): Metrics {
  const counts = new Counts()
  counts.follow(deps.bus)
  let opening: Promise<Registry> | undefined
  return {
    pushed: (service, outcome) => counts.pushed(service, outcome),
    pushFailing: (service, isFailing) => counts.pushFailing(service, isFailing),
    failing: () => counts.failing,
    async render() {
      const registry = await (opening ??= openRegistry(counts, deps))
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}
