/** Makes the content of pushes about calls, from what is true when they are sent. */
import { isUnanswered, ringEndsAt, ringsOn } from '../../protocol/call.ts'
import type { Actor, Call, UnansweredCall } from '../../protocol/call.ts'
import { PUSH_VERSION, type PushAboutCall } from '../../protocol/push.ts'
import { ringOutcomeOf } from '../../protocol/ring-outcome.ts'
import type { KnownCall } from '../known-call.ts'
import { loadCall } from './call-rows.ts'
import type { CallSecrets } from './call-secrets.ts'
import type { CallTransactions } from './call-transactions.ts'
import { carriesOf } from './call-view.ts'
import { missedOf } from './missed.ts'
import type { CallDeps } from './call-deps.ts'

/** Makes what makes the content of a push to a device; null: there is nothing to tell any more. */
export function createPushMessages(
  { store, clock }: CallDeps,
  { live, directory }: CallTransactions,
  secrets: CallSecrets,
) {
  async function know(callId: string): Promise<KnownCall | null> {
    const known = live.get(callId)
    if (known !== null) return known
    const call = await loadCall(store.read, callId)
    return call === null ? null : directory.know(store.read, call)
  }

  function ringOf(known: KnownCall, call: UnansweredCall, device: Actor): PushAboutCall | null {
    const endsAt = ringEndsAt(call)
    if (endsAt <= clock.now()) return null
    const { ring, answer } = secrets.tokens(call.id, device.deviceId)
    return {
      kind: 'ring',
      ...commonOf(known, device),
      connector: call.connectorId,
      carries: carriesOf(call),
      endsAt,
      ringToken: ring,
      answerToken: answer,
    }
  }

  function commonOf({ call, caller }: KnownCall, { memberId }: Actor) {
    return {
      v: PUSH_VERSION,
      to: memberId,
      sentAt: clock.now(),
      callId: call.id,
      placedAt: call.createdAt,
      from: caller,
    } as const
  }

  const countOf = (call: Call) => missedOf(store.read, call.calleeId, call.callerId)

  return async (
    { kind, callId }: { readonly kind: 'ring' | 'stop' | 'missed'; readonly callId: string },
    device: Actor,
  ): Promise<PushAboutCall | null> => {
    const known = await know(callId)
    if (known === null || known.call.calleeId !== device.memberId) return null
    const { call } = known
    switch (kind) {
      case 'ring':
        return ringsOn(call, device) ? ringOf(known, call, device) : null
      case 'stop': {
        if (isUnanswered(call)) return null
        const outcome = ringOutcomeOf(call)
        const missed = outcome === 'missed' ? await countOf(call) : null
        return { kind: 'stop', ...commonOf(known, device), outcome, missed: missed ?? undefined }
      }
      case 'missed': {
        const missed = await countOf(call)
        // Null: they were seen on another device meanwhile.
        return missed === null ? null : { kind: 'missed', ...commonOf(known, device), missed }
      }
      default:
        return kind satisfies never
    }
  }
}
