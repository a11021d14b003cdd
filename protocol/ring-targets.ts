/** The part of the state machine about ringing devices. Pure. */
import { isUnanswered, unreachableAt } from './call.ts'
import type {
  CallEffect,
  EventOf,
  LiveCall,
  RingTarget,
  StepResult,
  UnansweredCall,
} from './call.ts'
import { changed, end, unchanged } from './step-result.ts'

function withTargets<C extends UnansweredCall>(
  call: C,
  deviceId: string,
  change: (target: RingTarget) => RingTarget,
): C {
  return {
    ...call,
    targets: call.targets.map((target) => (target.deviceId === deviceId ? change(target) : target)),
  }
}

/** Row 12. */
export function ringing(call: LiveCall, event: EventOf<'ringing'>): StepResult {
  if (!isUnanswered(call)) return unchanged(call)
  const target = call.targets.find(({ deviceId }) => deviceId === event.deviceId)
  if (target === undefined || target.state === 'stopped') return unchanged(call)
  // A `failed` device may ring by its page, but still cannot be reached without the page.
  const rings = target.state === 'failed' || target.state === 'rang'
  const rang = rings
    ? call
    : withTargets(call, event.deviceId, (found) => ({ ...found, state: 'rang' }))
  // If the call is `ringing` already, only the target's row changes, and no view of the call.
  return call.state === 'placed' ? changed({ ...rang, state: 'ringing' }) : unchanged(rang)
}

/** A device is to ring as well, or again. */
export function target(call: LiveCall, added: RingTarget): StepResult {
  if (!isUnanswered(call)) return unchanged(call)
  const known = call.targets.find(({ deviceId }) => deviceId === added.deviceId)
  // A known device has a new socket (a second tab, a reload), which gets the ring again.
  const targets =
    known === undefined
      ? [...call.targets, added]
      : call.targets.map((each) =>
          each === known && (known.state === 'failed' || known.state === 'stopped') ? added : each,
        )
  const reachable: UnansweredCall = { ...call, targets, unreachableAt: null }
  const effects: CallEffect[] = [{ type: 'ring', deviceId: added.deviceId }]
  if (known !== undefined && call.unreachableAt === null && targets.includes(known)) {
    return { call, refusal: null, effects }
  }
  return changed(reachable, effects)
}

/** The device can no longer be rung by push; an open page of it goes on ringing. */
export function targetFailed(call: LiveCall, deviceId: string): StepResult {
  if (!isUnanswered(call)) return unchanged(call)
  const found = call.targets.find((each) => each.deviceId === deviceId)
  if (found === undefined || found.state === 'failed') return unchanged(call)
  return changed(withTargets(call, deviceId, (each) => ({ ...each, state: 'failed' })))
}

/** Row 8: the callee's sockets were opened or closed. */
export function reach(call: LiveCall, event: EventOf<'reach'>): StepResult {
  if (!isUnanswered(call)) return unchanged(call)
  const when = unreachableAt(call.targets, event.reach, event.at)
  if (when === call.unreachableAt) return unchanged(call)
  const next: UnansweredCall = { ...call, unreachableAt: when }
  if (when !== null && when <= event.at) return end(next, 'unreachable', 'server', event.at)
  return changed(next)
}
