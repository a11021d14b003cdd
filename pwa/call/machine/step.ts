/**
 * The call window's state machine, pure: a state and an event give the next state and effects.
 *
 * The server decides about a call; the window makes requests and follows the server's record by its
 * `rev`. Time and new ids come with the events. The states are in `model.ts`; the transitions of
 * each group of states are in a file of their own beside this one.
 */
import { MEDIA_LOST_MS, SAY_AGAIN_MS } from './model.ts'
import type { CallWindow, End, Idle, Tone, WindowEffect, WindowEvent, WindowStep } from './model.ts'
import { resendAt } from './signal-queue.ts'
import { claim, stepClaiming, stepIncoming } from './answer.ts'
import { incoming, prepare } from './begin.ts'
import { comeBack, stepJoining } from './join.ts'
import { stepLive } from './live.ts'
import { stepOver } from './over.ts'
import { ask, commonOf, finish, go } from './parts.ts'
import { stepPlacing, stepPreparing } from './place.ts'
import { makeStatements } from './statements.ts'

/** A window before its address is read. */
export const NEW_WINDOW: Idle = { doing: 'idle', link: 'away', asks: 0, pcs: 0 }

/** The window after an event. The state is the same object when nothing changed. */
export function step(before: CallWindow, event: WindowEvent): WindowStep {
  const repeated = repeatRequest(withLink(before, event), event)
  const moved = stepOf(repeated.state, event)
  const said = makeAllStatements(moved.state, event)
  const after = said.state
  const tone = toneOf(after)
  const effects: WindowEffect[] = [...repeated.effects, ...moved.effects, ...said.effects]
  if (tone !== toneOf(before)) effects.push({ type: 'tone', tone })
  if (after.doing === 'over' && soundsItsEnd(before, after.end)) {
    effects.push({ type: 'tone', tone: 'hangup' })
  }
  return { state: after, effects }
}

function withLink(before: CallWindow, event: WindowEvent): CallWindow {
  if (event.type === 'link') {
    return event.link === before.link ? before : { ...before, link: event.link }
  }
  const isWelcome = event.type === 'message' && event.message.type === 'welcome'
  return isWelcome && before.link !== 'open' ? { ...before, link: 'open' } : before
}

/** A request without a reply is made again when the server is back, and from time to time. */
function repeatRequest(now: CallWindow, event: WindowEvent): WindowStep {
  if (!('pending' in now) || now.pending === null || now.link !== 'open') return go(now)
  // The incoming screen asks anew when it is welcomed.
  const isBack = event.type === 'link' && now.doing !== 'incoming'
  const isDue = event.type === 'tick' && event.at >= now.pending.sentAt + SAY_AGAIN_MS
  if (!isBack && !isDue) return go(now)
  return ask(now, now.pending.message, event.at)
}

/** Replies to earlier requests are ignored. A request that the server failed is repeated later. */
function isAwaited(now: CallWindow, event: Extract<WindowEvent, { type: 'replied' }>): boolean {
  const { ask: asked, reply } = event
  const failed = !reply.ok && reply.code === 'server'
  return 'pending' in now && now.pending?.ask === asked && !failed
}

function stepOf(now: CallWindow, event: WindowEvent): WindowStep {
  if (event.type === 'message' && event.message.type === 'bye' && now.doing !== 'over') {
    return onBye(now, event.message.code, event.at)
  }
  if (event.type === 'media-prompt') {
    const isAsking = 'media' in now && now.media.is === 'asking'
    return go(isAsking ? { ...now, media: { is: 'asking', prompt: true } } : now)
  }
  if (event.type === 'replied' && !isAwaited(now, event)) return go(now)
  switch (now.doing) {
    case 'idle':
      return event.type === 'opened' ? open(now, event) : go(now)
    case 'question':
    case 'blocked': {
      if (event.type !== 'call-pressed') return go(now)
      const { callId, legId, at } = event
      return prepare(now, now.target, { callId, legId, prevLegIds: [] }, at)
    }
    case 'preparing':
      return stepPreparing(now, event)
    case 'placing':
      return stepPlacing(now, event)
    case 'incoming':
      return stepIncoming(now, event)
    case 'claiming':
      return stepClaiming(now, event)
    case 'joining':
      return stepJoining(now, event)
    case 'live':
      return stepLive(now, event)
    case 'over':
      return stepOver(now, event)
    default:
      return now satisfies never
  }
}

function open(now: Idle, event: Extract<WindowEvent, { type: 'opened' }>): WindowStep {
  const { entry, callId, legId, at } = event
  switch (entry.is) {
    case 'place':
      return prepare(now, entry.target, { callId, legId, prevLegIds: [] }, at)
    case 'question':
      return go({ ...commonOf(now), doing: 'question', target: entry.target })
    case 'answer': {
      const ids = { callId: entry.callId, legId: entry.legId, prevLegIds: [] }
      const { answerToken, soundOnly, kind } = entry
      return claim(now, { ids, answerToken, soundOnly, kind, call: null }, at)
    }
    case 'back':
      return comeBack(now, entry.saved, legId, at)
    case 'incoming': {
      const screen = incoming(now, entry.callId, legId)
      return go(screen, now.link === 'open' ? [{ type: 'hello-again' }] : [])
    }
    case 'nowhere':
      return finish(now, { how: 'refused', code: 'unknown-member', retryMs: null }, at)
    default:
      return entry satisfies never
  }
}

/** `superseded`: a newer window has the leg. `revoked`: signed out. The other codes end no call. */
function onBye(now: CallWindow, code: 'revoked' | 'drain' | 'superseded' | 'expired', at: number) {
  if (code === 'drain' || code === 'expired') return go(now)
  const end: End = { how: code === 'superseded' ? 'superseded' : 'signed-out' }
  if (now.doing === 'live') return finish(now, end, at)
  const media = 'media' in now ? now.media : undefined
  const peer = 'peer' in now ? now.peer : undefined
  return finish({ ...commonOf(now), media, peer }, end, at)
}

/** Statements follow every event, since any of them may give something new to say. */
function makeAllStatements(now: CallWindow, event: WindowEvent): WindowStep {
  if (now.doing !== 'live') return go(now)
  const isWelcome = event.type === 'message' && event.message.type === 'welcome'
  return makeStatements(now, event.at, isWelcome)
}

/** The tone of a state; null: silence. */
export function toneOf(now: CallWindow): Tone | null {
  if (now.doing === 'placing') return 'connecting'
  if (now.doing !== 'live' || now.call.role !== 'caller') return null
  if (now.call.state === 'placed') return 'connecting'
  return now.call.state === 'ringing' ? 'ringback' : null
}

function soundsItsEnd(before: CallWindow, end: End): boolean {
  if (end.how !== 'ended') return false
  return before.doing === 'placing' || before.doing === 'claiming' || before.doing === 'live'
}

const BUSY: Record<CallWindow['doing'], boolean> = {
  idle: false,
  question: false,
  preparing: true,
  blocked: false,
  placing: true,
  incoming: false,
  claiming: true,
  joining: true,
  live: true,
  over: false,
}

/** A call is on, or about to be: nothing may reload or close this window. */
export function isBusy(now: CallWindow): boolean {
  return BUSY[now.doing]
}

/** When the window needs a `tick`, by the page's clock, ms; null: only after another event. */
export function wakeAt(now: CallWindow): number | null {
  const moments: number[] = []
  if ('pending' in now && now.pending !== null) moments.push(now.pending.sentAt + SAY_AGAIN_MS)
  if (now.doing === 'over' && now.owed !== null) moments.push(now.saidAt + SAY_AGAIN_MS)
  if (now.doing === 'live') {
    const due = resendAt(now.outbox)
    if (due !== null) moments.push(due)
    if (now.said.length > 0) moments.push(now.saidAt + SAY_AGAIN_MS)
    if (now.lostSince !== null && now.said.length === 0) moments.push(now.lostSince + MEDIA_LOST_MS)
  }
  // While the server is away nothing can be sent; its return is an event.
  return now.link === 'open' && moments.length > 0 ? Math.min(...moments) : null
}

export interface LegRef {
  readonly callId: string
  readonly legId: string
}

/**
 * The leg that `hello` binds this window's socket to. Before the server has confirmed the leg, the
 * window's own request binds the socket.
 */
export function legOf(now: CallWindow): LegRef | null {
  return now.doing === 'live' ? { callId: now.ids.callId, legId: now.ids.legId } : null
}

/** The leg that a closing page says goodbye for; null: none. */
export function leavingLeg(now: CallWindow): LegRef | null {
  if (!('ids' in now) || now.ids === null || now.doing === 'preparing') return null
  if (now.doing === 'over' && now.pending === null && now.owed === null) return null
  return { callId: now.ids.callId, legId: now.ids.legId }
}
