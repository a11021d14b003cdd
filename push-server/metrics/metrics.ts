/**
 * The numbers of this server in Prometheus' text form. The library is loaded when the first asks: it
 * would cost every start a fifth of its time, and most servers are never asked.
 */
import type { Registry } from 'prom-client'
import { REASONS } from '../../protocol/reasons.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage } from '../bus/call-message.ts'
import { Counts } from './counts.ts'
import type { Counter } from './counts.ts'

/** What is looked at when somebody asks. */
export interface MetricsParts {
  readonly bus: Bus<BusMessage>
  readonly store: () => { readonly commits: number; readonly writes: number }
  /** How many are open. */
  readonly sockets: () => number
}

/** Counts, and tells. */
export interface Metrics extends Counter {
  /** Each push service that was used, and whether it refuses what this server sends. */
  failing(): ReadonlyMap<string, boolean>
  render(): Promise<{ readonly contentType: string; readonly text: string }>
}

/** Every value is looked up when it is asked for. */
async function openRegistry(counts: Counts, parts: MetricsParts): Promise<Registry> {
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
  gauge('peal_sockets', 'Open sockets of pages', parts.sockets)
  counter('peal_commits_total', 'Commits of the database', () => parts.store().commits)
  counter('peal_writes_total', 'Writes that these commits carried', () => parts.store().writes)
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

/** Counts from now on; calls are followed on the bus. */
export function createMetrics(parts: MetricsParts): Metrics {
  const counts = new Counts()
  counts.follow(parts.bus)
  let opening: Promise<Registry> | undefined
  return {
    pushed: (service, outcome) => counts.pushed(service, outcome),
    pushFailing: (service, isFailing) => counts.pushFailing(service, isFailing),
    failing: () => counts.failing,
    async render() {
      const registry = await (opening ??= openRegistry(counts, parts))
      return { contentType: registry.contentType, text: await registry.metrics() }
    },
  }
}
