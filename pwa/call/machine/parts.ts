/** Building blocks of the call window's transitions: requests, connections, ends. Pure. */
import type { CallView, Reply, RequestBody, Statement } from '../../../protocol/signals.ts'
import type { Reason, Side } from '../../../protocol/reasons.ts'
import type { SavedLeg, Target } from './entry.ts'
import type {
  CallWindow,
  End,
  Ids,
  Media,
  Over,
  Peer,
  Pending,
  WindowEffect,
  WindowStep,
} from './model.ts'

export type Common = Pick<CallWindow, 'link' | 'asks' | 'pcs'>

export const NO_MEDIA: Media = { is: 'none' }
/** The browser's own question is not open yet. */
export const ASKING: Media = { is: 'asking', prompt: false }
export const NOTHING: readonly WindowEffect[] = []

/** A window that goes on as `state`, with what is to be done. */
export function go<S>(state: S, effects: readonly WindowEffect[] = NOTHING): WindowStep<S> {
  return { state, effects }
}

/** What every state has. */
export function commonOf({ link, asks, pcs }: Common): Common {
  return { link, asks, pcs }
}

/** Makes a request; it is sent at once, or when the server is back. */
export function ask<S extends Common>(
  now: S,
  message: RequestBody,
  at: number,
): WindowStep<S & { pending: Pending }> {
  const number = now.asks + 1
  return go(
    { ...now, asks: number, pending: { ask: number, message, sentAt: at } },
    now.link === 'open' ? [{ type: 'request', ask: number, message }] : NOTHING,
  )
}

/** Opens a connection; `offers` for the caller's side. */
export function openPeer<S extends Common>(
  now: S,
  offers: boolean,
  gen: number | null,
): WindowStep<S & { peer: Peer }> {
  const pc = now.pcs + 1
  const fresh = { offer: null, stored: false, started: false, remoteOffer: null, up: false }
  return go({ ...now, pcs: pc, peer: { pc, offers, gen, ...fresh } }, [
    { type: 'open-peer', pc, offers },
  ])
}

export function closePeer(peer: Peer | null): readonly WindowEffect[] {
  return peer === null ? NOTHING : [{ type: 'close-peer', pc: peer.pc }]
}

export function stopMedia(media: Media): readonly WindowEffect[] {
  return media.is === 'none' ? NOTHING : [{ type: 'stop-media' }]
}

/** What a reload needs: its leg, and whether it may place again and open the camera. */
export function savedLeg(
  ids: Ids,
  role: Side,
  target: Target | null,
  { placedAt = 0, soundOnly = false }: Partial<Pick<SavedLeg, 'placedAt' | 'soundOnly'>> = {},
): SavedLeg {
  const { callId, legId, prevLegIds } = ids
  return { callId, legId, prevLegIds: [...prevLegIds], role, target, placedAt, soundOnly }
}

/** Saves that for a reload. */
export function saveLeg(...kept: Parameters<typeof savedLeg>): WindowEffect {
  return { type: 'save-leg', leg: savedLeg(...kept) }
}

/** Whether a view is of this call, by its own id or by one that a glare merged into it. */
export function isOf(view: CallView, callId: string): boolean {
  return view.callId === callId || view.mergedId === callId
}

/** The newer of two views of one call. */
export function newer(known: CallView | null, view: CallView): CallView {
  return known !== null && known.callId === view.callId && known.rev >= view.rev ? known : view
}

export function isAnswered(call: CallView): boolean {
  return call.state === 'answering' || call.state === 'connected'
}

/**
 * Whether this notice ends a window that still waits for the reply to its request. Not if the call
 * went to a meeting room: only the reply may hold the room's address.
 */
export function isOverBy(notice: CallView): boolean {
  if (notice.state !== 'ended') return false
  return notice.reason !== 'handed-over' || notice.roomUrl !== undefined
}

/** The end that a view of an ended call describes. */
export function endOf(call: CallView): End {
  if (call.reason === 'handed-over') {
    // Only the window that has the leg is told the room.
    return call.roomUrl === undefined ? otherLeg(call) : { how: 'handed-over', url: call.roomUrl }
  }
  return {
    how: 'ended',
    // The server always gives a reason; without one the call counts as failed.
    reason: call.reason ?? 'failed',
    endedBy: call.endedBy ?? 'server',
    role: call.role,
    missed: call.missed ?? false,
    durationMs: call.durationMs ?? null,
  }
}

/** The end of a window whose side of the call is in another leg. */
export function otherLeg(call: CallView): End {
  return { how: call.here ? 'superseded' : 'answered-elsewhere' }
}

/** The end that this side brings about itself. */
export function ownEnd(role: Side, reason: Reason, durationMs: number | null = null): End {
  return { how: 'ended', reason, endedBy: role, role, missed: false, durationMs }
}

/** The end of a window whose request was refused. */
export function refusal(reply: Extract<Reply, { ok: false }>): End {
  const { code, retryMs } = reply
  if (code === 'answered-elsewhere') return { how: code }
  return { how: 'refused', code, retryMs: retryMs ?? null }
}

/** What a window may hold when its call ends. */
interface Holding extends Common {
  readonly ids?: Ids | null
  readonly call?: CallView | null
  readonly target?: Target | null
  readonly media?: Media
  readonly peer?: Peer | null
}

interface Ending {
  /** The newest view of the call. */
  readonly call?: CallView | null
  /** To be told until the server shows that it knows. */
  readonly owed?: Statement
  /** To be asked until there is a reply. */
  readonly request?: RequestBody
  /** Ended by this window's own press: the window closes itself. */
  readonly closes?: boolean
}

/** Over for this window: its connection closes and every track stops, before anything else. */
export function finish(now: Holding, end: End, at: number, ending: Ending = {}): WindowStep {
  const { ids = null, target = null, media = NO_MEDIA, peer = null } = now
  const { call = now.call ?? null, owed = null, request, closes = false } = ending
  const over: Over = {
    ...commonOf(now),
    doing: 'over',
    end,
    ids,
    call,
    target: target ?? againTarget(call),
    pending: null,
    owed,
    saidAt: at,
  }
  const told = request === undefined ? go(over) : ask(over, request, at)
  const effects: WindowEffect[] = [...stopMedia(media), ...closePeer(peer), ...told.effects]
  if (owed !== null && now.link === 'open') effects.push({ type: 'send', message: owed })
  // A later load of this page must place nothing: nobody has pressed anything for it.
  if (ids !== null) effects.push({ type: 'forget-leg', callId: ids.callId })
  if (end.how === 'handed-over') {
    effects.push({ type: 'go-to-room', url: end.url })
  }
  if (closes) effects.push({ type: 'close-soon' })
  return go(told.state, effects)
}

/** The end of a call by this window's own press, which the server is told. */
export function hangUp(now: Holding & { readonly ids: Ids }, end: End, at: number): WindowStep {
  const { callId, legId } = now.ids
  return finish(now, end, at, { request: { type: 'call.hangup', callId, legId }, closes: true })
}

/** The end of a call because microphone and camera may not be used, which the server is told. */
export function endRefused(
  now: Holding & { readonly ids: Ids },
  role: Side,
  at: number,
): WindowStep {
  const { callId, legId } = now.ids
  const owed = { type: 'call.media', callId, legId, state: 'refused' } as const
  return finish(now, ownEnd(role, 'interrupted'), at, { owed })
}

function againTarget(call: CallView | null): Target | null {
  return call === null
    ? null
    : { to: call.peer.handle, connector: call.connector, kind: call.carries }
}
