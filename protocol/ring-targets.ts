/** The part of the state machine that is about the devices that ring. Pure. */
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
  // A page of a device whose push is gone rings; it still cannot be reached without that page.
  const rings = target.state === 'failed' || target.state === 'rang'
  const rang = rings
    ? call
    : withTargets(call, event.deviceId, (found) => ({ ...found, state: 'rang' }))
  // When it rings already, only the target's row changes: nobody's view of the call does.
  return call.state === 'placed' ? changed({ ...rang, state: 'ringing' }) : unchanged(rang)
}

/** A device that is to ring as well, or rings anew. */
export function target(call: LiveCall, added: RingTarget): StepResult {
  if (!isUnanswered(call)) return unchanged(call)
  const known = call.targets.find(({ deviceId }) => deviceId === added.deviceId)
  // Known: its socket is another one (a second tab, a reload), and gets the ring again.
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

/** Its push is gone for good; a page of it that is open goes on ringing. */
export function targetFailed(call: LiveCall, deviceId: string): StepResult {
  if (!isUnanswered(call)) return unchanged(call)
  const found = call.targets.find((each) => each.deviceId === deviceId)
  if (found === undefined || found.state === 'failed') return unchanged(call)
  return changed(withTargets(call, deviceId, (each) => ({ ...each, state: 'failed' })))
}

/** Row 8: the callee's sockets came or went. */
export function reach(call: LiveCall, event: EventOf<'reach'>): StepResult {
  if (!isUnanswered(call)) return unchanged(call)
  const when = unreachableAt(call.targets, event.reach, event.at)
  if (when === call.unreachableAt) return unchanged(call)
  const next: UnansweredCall = { ...call, unreachableAt: when }
  if (when !== null && when <= event.at) return end(next, 'unreachable', 'server', event.at)
  return changed(next)
}
