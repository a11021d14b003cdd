/**
 * Keeps the browser's push subscription and the server's record of it consistent, and reports this
 * device's status. Only `allow`, which needs a press, prompts for the permission.
 */
import type { LanguageTag } from '../../protocol/languages.ts'
import type { PushState, SubscriptionRequest } from '../../protocol/push.ts'
import type { Failure, Result } from '../api/http.ts'
import { isProved, pushPlan } from '../platform/push/push-plan.ts'
import { failureOf, heldSubscription, subscribe } from '../platform/push/push-subscription.ts'
import type {
  HeldSubscription,
  PushBrowser,
  Subscribed,
} from '../platform/push/push-subscription.ts'
import type { PushSupport } from '../platform/push/push-support.ts'
import type { SentSubscription } from '../platform/push/push-memory.ts'
import type { Timer } from '../platform/timer.ts'

/** The server is asked so long after the start whether the echo came; then it is overdue, ms. */
export const ECHO_LOOKS_MS: readonly number[] = [3_000, 10_000, 30_000]
/** An open page checks again after this, so that no proof expires, ms. */
export const CHECK_AGAIN_MS = 86_400_000

/**
 * Why push does not work: the push service was silent, it or the browser refused, Peal's server does
 * not know its host, or it rejects what Peal's server sends.
 */
export type NoServiceWhy = 'silent' | 'failed' | 'host' | 'failing'

/** This device's push status. */
export type PushStatus =
  | { readonly kind: 'unknown' }
  /** The browser has no push for web pages; `home-screen`: an iPhone's has, on the Home Screen. */
  | { readonly kind: 'unsupported' | 'home-screen' | 'no-worker' }
  /** Not decided; `closed`: the prompt was closed without an answer. */
  | { readonly kind: 'not-asked'; readonly closed: boolean }
  /** The browser's prompt is open. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'blocked' }
  | { readonly kind: 'subscribing' }
  /** An echo is on its way; `unproved`: it did not come in time. */
  | { readonly kind: 'proving' | 'unproved' }
  | { readonly kind: 'proved'; readonly at: number }
  | { readonly kind: 'no-service'; readonly why: NoServiceWhy; readonly detail: string }
  /** Peal's server could not be asked. */
  | { readonly kind: 'unreachable'; readonly failure: Failure }

/** What keeps pushes from arriving, and can be mended. */
export type PushFault = Extract<PushStatus, { kind: 'blocked' | 'no-service' | 'unreachable' }>
export function isFault(status: PushStatus): status is PushFault {
  return ['blocked', 'no-service', 'unreachable'].includes(status.kind)
}

export interface PushKeeperDeps {
  readonly support: PushSupport
  readonly browser: PushBrowser
  readonly server: {
    readonly state: () => Promise<Result<PushState>>
    readonly subscribe: (body: SubscriptionRequest) => Promise<Result<PushState>>
    readonly unsubscribe: () => Promise<Result<object>>
  }
  readonly memory: {
    readonly read: () => SentSubscription | null
    readonly write: (sent: SentSubscription | null) => void
  }
  /** One page at a time, of all tabs. */
  readonly alone: (work: () => Promise<void>) => Promise<void>
  readonly timer: Timer
  readonly now: () => number
  /** Of the pages here, in which pushes are to be written. */
  readonly language: LanguageTag
  /** The device that is signed in; null: none. */
  readonly device: () => string | null
  readonly changed: (status: PushStatus) => void
}

export function createPushKeeper(deps: PushKeeperDeps) {
  let status: PushStatus = { kind: 'unknown' }
  let asking = false
  let closed = false
  let checking: Promise<void> | null = null
  let again = false
  let cancelLook = (): void => undefined
  let cancelDaily = (): void => undefined

  function become(next: PushStatus): void {
    cancelLook()
    status = next
    deps.changed(next)
    if (next.kind === 'proving') lookAfter(0)
  }

  /** Asks whether the echo came, each time later. */
  function lookAfter(turn: number): void {
    const ms = ECHO_LOOKS_MS[turn]
    if (ms === undefined) return become({ kind: 'unproved' })
    cancelLook = deps.timer(ms - (ECHO_LOOKS_MS[turn - 1] ?? 0), () => {
      void askProof().then(() => {
        if (status.kind === 'proving') lookAfter(turn + 1)
      })
    })
  }

  /** An echo came through, or may have: asks the server. */
  async function askProof(): Promise<void> {
    if (status.kind !== 'proving' && status.kind !== 'unproved' && status.kind !== 'proved') {
      return check()
    }
    const result = await deps.server.state()
    if (result.ok && isProved(result.data, deps.now())) take(result.data)
  }

  /** Compares with the server, and fixes what differs. Never prompts. */
  function check(): Promise<void> {
    again = true
    checking ??= checkAll().finally(() => (checking = null))
    return checking
  }

  /** Repeats if a check was asked for meanwhile, because the device may have changed. */
  async function checkAll(): Promise<void> {
    while (again) {
      again = false
      // A browser that refuses what it should do is told of as well.
      await deps.alone(compare).catch((error: unknown) => become(statusOf(failureOf(error))))
    }
  }

  async function compare(): Promise<void> {
    cancelDaily()
    cancelDaily = deps.timer(CHECK_AGAIN_MS, () => void check())
    if (deps.support !== 'supported') {
      const kind = deps.support === 'home-screen' ? 'home-screen' : 'unsupported'
      return become({ kind })
    }
    const device = deps.device()
    if (device === null) return
    const permission = deps.browser.permission()
    // `allow` awaits the answer to an open prompt.
    if (permission === 'default' && asking) return
    const result = await deps.server.state()
    if (!result.ok) return become({ kind: 'unreachable', failure: result })
    if (permission !== 'granted') {
      if (result.data.subscription !== null) await withdraw()
      return become(permission === 'denied' ? { kind: 'blocked' } : { kind: 'not-asked', closed })
    }
    const held = await heldSubscription(deps.browser, deps.timer)
    if (held === 'no-worker') return become({ kind: 'no-worker' })
    await mend(device, held, result.data)
  }

  async function mend(device: string, held: HeldSubscription | null, server: PushState) {
    const mark = deps.memory.read()
    const sent = mark?.deviceId === device ? mark.endpoint : null
    switch (pushPlan({ held, server, sent, language: deps.language, now: deps.now() })) {
      case 'keep':
        return take(server)
      case 'send':
        if (held?.body) return send(device, held.body, server)
        break
      case 'renew':
        await held?.end()
        break
      case 'subscribe':
        break
    }
    if (!isProved(server, deps.now())) become({ kind: 'subscribing' })
    const made = await subscribe(deps.browser, server.key, deps.timer)
    if (made.kind === 'subscribed') return send(device, made.body, server)
    become(statusOf(made))
  }

  async function send(device: string, body: SubscriptionRequest, before: PushState): Promise<void> {
    // Somebody else may have signed in meanwhile.
    if (deps.device() !== device) return
    const result = await deps.server.subscribe(body)
    if (result.ok) {
      deps.memory.write({ deviceId: device, endpoint: body.endpoint })
      return take(result.data)
    }
    if (result.code === 'invalid' && result.field === 'endpoint') {
      const detail = new URL(body.endpoint).host
      return become({ kind: 'no-service', why: 'host', detail })
    }
    // The former proof still holds.
    if (isProved(before, deps.now())) return take(before)
    become({ kind: 'unreachable', failure: result })
  }

  async function withdraw(): Promise<void> {
    const result = await deps.server.unsubscribe()
    if (result.ok) deps.memory.write(null)
  }

  function take(state: PushState): void {
    const failingSince = state.subscription?.failingSince ?? null
    if (failingSince !== null) return become({ kind: 'no-service', why: 'failing', detail: '' })
    const at = state.subscription?.provedAt ?? null
    if (at !== null && isProved(state, deps.now())) return become({ kind: 'proved', at })
    if (status.kind !== 'proving') become({ kind: 'proving' })
  }

  /** Within a press: the browser prompts, if it has not yet; then as `check`. */
  async function allow(): Promise<void> {
    if (deps.support === 'supported' && deps.browser.permission() !== 'granted' && !asking) {
      asking = true
      become({ kind: 'asking' })
      try {
        // Before anything else is awaited, because a press allows a prompt only for a moment.
        await deps.browser.requestPermission()
      } catch {
        // The permission tells what came of it.
      }
      asking = false
      closed = deps.browser.permission() === 'default'
    }
    await check()
  }

  return {
    check,
    allow,
    askProof,
    stop() {
      cancelLook()
      cancelDaily()
      status = { kind: 'unknown' }
      deps.changed(status)
    },
  }
}

function statusOf(made: Exclude<Subscribed, { kind: 'subscribed' }>): PushStatus {
  switch (made.kind) {
    case 'blocked':
    case 'no-worker':
      return { kind: made.kind }
    case 'silent':
      return { kind: 'no-service', why: 'silent', detail: '' }
    case 'failed':
      return { kind: 'no-service', why: 'failed', detail: made.detail }
  }
}
