/**
 * The metrics of this server in Prometheus' text format. Events are counted as plain numbers, which costs next
 * to nothing when nobody reads them. The library is loaded with the first request: it would take a fifth of the
 * time of each start, and most servers never need it.
 */
import type { Context } from 'hono'
import type { Counter, Registry } from 'prom-client'
import { isUnanswered, type CallState } from '../../protocol/call.ts'
import { REASONS, type Reason } from '../../protocol/reasons.ts'
import type { Bus } from '../bus/bus.ts'
import type { BusMessage } from '../bus/bus-message.ts'
import type { Clock } from '../clock.ts'
import { bareContract } from '../contract/bare-contract.ts'
import { fail } from '../http/answer.ts'
import { isLoopback } from '../http/client-address.ts'
import { failed, serveBare, type App, type PealEnv } from '../http/routes.ts'
import { isSameSecret, sha256 } from '../random.ts'
import { createDurations } from './durations.ts'

interface MetricsDeps {
  readonly bus: Bus<BusMessage>
  readonly clock: Clock
  readonly store: () => { readonly commits: number; readonly writes: number }
  /** The number of open sockets. */
  readonly sockets: () => number
}

function addOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

export type Metrics = ReturnType<typeof createMetrics>

/** Counts since this start. To be made before the live calls of the former start are resumed. */
export function createMetrics({ bus, clock, store, sockets }: MetricsDeps) {
  /** By service, then by outcome. */
  const pushes = new Map<string, Map<string, number>>()
  /** The push services used so far, and whether they refuse what this server sends. */
  const failing = new Map<string, boolean>()
  /** How many devices were told to ring. */
  let rings = 0
  let answers = 0
  const ended = new Map<Reason, number>()
  /** Each live call, and its last known state. */
  const live = new Map<string, CallState>()
  const ringing = createDurations(
    'peal_placed_to_ringing_seconds',
    'Time from placing a call until the first device rings',
  )
  const connecting = createDurations(
    'peal_answered_to_connected_seconds',
    'Time from answering a call until both windows have each other’s media',
  )
  const welcoming = createDurations(
    'peal_hello_to_welcome_seconds',
    'Time from the first message of a page until it has the state',
  )
  let opening: Promise<Registry> | undefined

  bus.subscribe((memberId, message) => {
    if (message.type === 'ring') rings += 1
    // Both sides get every change; only the caller's are counted.
    if (message.type !== 'call' || message.known.call.callerId !== memberId) return
    const { call } = message.known
    const before = live.get(call.id)
    const isAnswered = call.state === 'ended' ? call.answeredAt !== null : !isUnanswered(call)
    // A call that was answered, rang or connected before this start is not counted again.
    if (isAnswered && (before === 'placed' || before === 'ringing')) answers += 1
    if (call.state === 'ringing' && before === 'placed') {
      ringing.observe(clock.now() - call.createdAt)
    }
    if (call.state === 'connected' && before === 'answering') {
      connecting.observe(call.connectedAt - call.answeredAt)
    }
    if (call.state === 'ended') {
      live.delete(call.id)
      addOne(ended, call.reason)
    } else {
      live.set(call.id, call.state)
    }
  })

  /** Values are read at each request. */
  async function openRegistry(): Promise<Registry> {
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
    const counter = <Label extends string>(
      name: string,
      help: string,
      labelNames: Label[],
      count: (counter: Counter<Label>) => void,
    ) =>
      new Counter({
        name,
        help,
        labelNames,
        registers,
        collect() {
          this.reset()
          count(this)
        },
      })

    counter('peal_rings_total', 'Devices told to ring', [], (all) => all.inc(rings))
    counter('peal_answers_total', 'Calls answered', [], (all) => all.inc(answers))
    counter('peal_calls_ended_total', 'Calls ended, by reason', ['reason'], (all) => {
      for (const reason of REASONS) all.inc({ reason }, ended.get(reason) ?? 0)
    })
    gauge('peal_live_calls', 'Calls ringing or answered', () => live.size)
    gauge('peal_sockets', 'Open sockets of pages', sockets)
    counter('peal_commits_total', 'Commits of the database', [], (all) => all.inc(store().commits))
    counter('peal_writes_total', 'Writes that these commits carried', [], (all) =>
      all.inc(store().writes),
    )
    const pushesHelp = 'Pushes, by service and by what came of them'
    counter('peal_pushes_total', pushesHelp, ['service', 'outcome'], (all) => {
      for (const [service, outcomes] of pushes) {
        for (const [outcome, count] of outcomes) all.inc({ service, outcome }, count)
      }
    })
    new Gauge({
      name: 'peal_push_failing',
      help: 'Whether a push service refuses what this server sends: 1 means that someone must look',
      labelNames: ['service'],
      registers,
      collect() {
        for (const [service, isFailing] of failing) this.set({ service }, isFailing ? 1 : 0)
      },
    })
    return registry
  }

  return {
    failing,
    /** A page has got its `welcome` this long after its `hello`, ms. */
    welcomed: (ms: number) => welcoming.observe(ms),
    /** Counts a push by its service (`apple`, `google`, …) and its outcome: few different values. */
    pushed(service: string, outcome: string): void {
      const outcomes = pushes.get(service) ?? new Map<string, number>()
      pushes.set(service, outcomes)
      addOne(outcomes, outcome)
    },
    /** Records whether a push service refuses what this server sends, which an admin has to look into. */
    pushFailing: (service: string, isFailing: boolean) => void failing.set(service, isFailing),
    async render(): Promise<{ readonly contentType: string; readonly text: string }> {
      const registry = await (opening ??= openRegistry())
      const durations = [ringing, connecting, welcoming].map((each) => each.text())
      const text = [await registry.metrics(), ...durations].join('')
      return { contentType: registry.contentType, text }
    },
  }
}

/** Headers that proxies add: a request that has one was forwarded, by a known proxy or not. */
const FORWARDING = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

function isFromHere(c: Context<PealEnv>): boolean {
  // A proxy that adds no header still forwards the public host name, as does a DNS-rebinding page.
  const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
  return (
    isLoopback(c.get('address')) &&
    isLoopback(host) &&
    FORWARDING.every((name) => c.req.header(name) === undefined)
  )
}

function hasToken(c: Context<PealEnv>, token: string): boolean {
  const said = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
  // Hashes have the same length, so that the time of the comparison reveals nothing.
  return isSameSecret(sha256(said), sha256(token))
}

/**
 * `token` is PEAL_METRICS_TOKEN. Without it only this machine may read the metrics, and only where Peal is used on this
 * machine alone: elsewhere a proxy on the same machine would read them for everybody.
 */
export function mountMetrics(
  app: App,
  { origin, token }: { readonly origin: string; readonly token: string | null },
  metrics: Metrics,
): void {
  const isHere = isLoopback(new URL(origin).hostname)
  serveBare(app, bareContract.metrics, async (c) => {
    const isOpen = isHere && isFromHere(c)
    if (!isOpen && (token === null || !hasToken(c, token))) {
      if (token === null) return failed(c, fail('forbidden'))
      return c.body(null, 401, { 'WWW-Authenticate': 'Bearer', 'Cache-Control': 'no-store' })
    }
    const { contentType, text } = await metrics.render()
    return c.body(text, 200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' })
  })
}
