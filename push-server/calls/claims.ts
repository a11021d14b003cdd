/**
 * Decides who gets a leg: placing, joining and answering. Each is decided by the pure state machine in
 * one transaction.
 */
import { isUnanswered, takenOffer, type Actor, type Call } from '../../protocol/call.ts'
import { place } from '../../protocol/place.ts'
import type { PlaceResult } from '../../protocol/place-model.ts'
import type { Refusal } from '../../protocol/reasons.ts'
import type { CallOutcome, KnownCall } from '../known-call.ts'
import type { Identity } from '../identity.ts'
import { sha256 } from '../random.ts'
import { isKeyConflict } from '../store/key-conflict.ts'
import type { Db } from '../store/tables.ts'
import { loadCall } from './call-rows.ts'
import {
  refuse,
  type CallTransactions,
  type EventRefusal,
  type Scope,
} from './call-transactions.ts'
import { ownLeg } from './call-view.ts'
import { placeFacts } from './place-facts.ts'
import type { CallDeps } from './call-deps.ts'

/** The ids that pages choose. Any other conflict, such as a member in two calls, is the server's fault. */
const CHOSEN_IDS = ['call.id', 'call.merged_id', 'leg.leg_id']

/** A window joins its call after a reload, with its leg or with a new one. */
interface JoinAsked {
  readonly callId: string
  readonly legId: string
  readonly prevLegId?: string | undefined
  readonly offer?: string | undefined
}

/** A window places a call. */
interface PlaceAsked extends JoinAsked {
  /** The callee's handle. */
  readonly to: string
  readonly connector: string
  readonly inWindow?: boolean
}

/** A window or a worker answers. */
interface AnswerAsked {
  readonly callId: string
  readonly legId: string
  /** Given if no further click was needed. It must belong to this ring and this device. */
  readonly answerToken?: string | undefined
  /** The claim comes over the socket of the call window itself. */
  readonly bound: boolean
}

export type Claims = ReturnType<typeof createClaims>

/** Gives legs. If several ask at once, one gets the leg and the others are refused. */
export function createClaims(deps: CallDeps, transactions: CallTransactions) {
  const { run, happen, happenTo, write, offerOf } = transactions

  /** An id that belongs to another call is refused as `invalid`. */
  async function claiming<C extends Refusal>(
    work: (scope: Scope) => Promise<CallOutcome<C>>,
  ): Promise<CallOutcome<C | 'invalid'>> {
    try {
      return await run(work)
    } catch (error) {
      if (isKeyConflict(error, CHOSEN_IDS)) return refuse('invalid')
      throw error
    }
  }

  /** The same for a desktop that is signed in. */
  function byDesktop<C extends Refusal>(
    by: Identity,
    work: (scope: Scope) => Promise<CallOutcome<C>>,
  ): Promise<CallOutcome<C | 'desktop-only' | 'invalid' | 'not-a-party'>> {
    return claiming<C | 'desktop-only' | 'not-a-party'>(async (scope) => {
      if (by.kind !== 'desktop') return refuse('desktop-only')
      return (await isSignedIn(scope.db, by)) ? work(scope) : refuse('not-a-party')
    })
  }

  async function placed(
    scope: Scope,
    by: Actor,
    legId: string,
    result: PlaceResult,
    waitMs: number,
  ): Promise<CallOutcome> {
    switch (result.type) {
      case 'refused':
        return refuse(result.refusal, {
          callId: result.callId ?? undefined,
          retryMs: result.refusal === 'rate-limited' ? waitMs : undefined,
        })
      case 'created': {
        const { call, effects } = result
        return { ok: true, known: await write(scope, { before: null, call, effects }) }
      }
      case 'joined': {
        const written = await write(scope, result.change)
        const known = await nowBound(scope, written, by, legId)
        return { ok: true, known, offer: offerFor(result.change.before, known.call, by, legId) }
      }
      default:
        return result satisfies never
    }
  }

  async function answerIn(
    scope: Scope,
    by: Actor,
    asked: AnswerAsked,
  ): Promise<CallOutcome<EventRefusal | 'invalid'>> {
    const { legId, bound, answerToken } = asked
    const call = await loadCall(scope.db, asked.callId)
    if (call === null) return refuse('unknown-call')
    if (answerToken !== undefined && call.calleeId === by.memberId) {
      // The token belongs to another ring: nobody has pressed Answer for this one.
      if (!(await isAnswerToken(scope.db, call.id, by.deviceId, answerToken)))
        return refuse('invalid')
    }
    const answer = { type: 'answer', by, legId, bound } as const
    const { known, refusal } = await happen(scope, call, [answer])
    if (refusal !== null) return refuse(refusal)
    const kept = bound ? await nowBound(scope, known, by, legId) : known
    return { ok: true, known: kept, offer: offerFor(call, kept.call, by, legId) }
  }

  /** The caller's offer, for the callee's page that answers, perhaps again. */
  function offerFor(before: Call, call: Call, by: Actor, legId: string): string | undefined {
    if (call.state !== 'answering' || call.calleeId !== by.memberId) return undefined
    if (ownLeg(call, by) !== legId) return undefined
    return isUnanswered(before) ? (takenOffer(before, call) ?? undefined) : offerOf(call)
  }

  /** The page that asked is connected: its leg is not silent. */
  async function nowBound(
    scope: Scope,
    known: KnownCall,
    by: Actor,
    legId: string,
  ): Promise<KnownCall> {
    if (ownLeg(known.call, by) !== legId) return known
    return (await happen(scope, known.call, [{ type: 'bound', legId }])).known
  }

  return {
    /** Rows 1 to 8: places a call, or finds the call that exists already. */
    place: (by: Identity, asked: PlaceAsked) =>
      claiming<Refusal>(async (scope) => {
        const { callId, to, connector: connectorId, legId } = asked
        const placing = { at: scope.at, by, callId, connectorId }
        const known = await placeFacts(scope.db, { ...placing, to }, deps)
        if (known === null) return refuse('not-a-party')
        const { prevLegId = null, offer = null, inWindow = false } = asked
        const request = { ...placing, to: known.calleeId, legId, prevLegId, offer, inWindow }
        const result = place(request, known.facts)
        for (const over of result.ended) await write(scope, over)
        if (result.type === 'created' && known.lastConnectorId !== connectorId) {
          await rememberConnector(scope.db, by.memberId, connectorId)
        }
        return placed(scope, by, legId, result, known.waitMs)
      }),

    /** Row 9a: a page joins with its leg, or with a new leg that replaces its old one. */
    join: (by: Identity, asked: JoinAsked) =>
      byDesktop(by, (scope) => {
        const { callId, legId, prevLegId = null, offer = null } = asked
        return happenTo(scope, callId, { type: 'join', by, legId, prevLegId, offer })
      }),

    /** Rows 9 to 11: claims the callee's leg for one of their desktops. */
    answer: (by: Identity, asked: AnswerAsked) =>
      byDesktop(by, (scope) => answerIn(scope, by, asked)),

    /** The same for the holder of a ring token, which needs no session. */
    answerByToken: (by: Actor, asked: AnswerAsked) =>
      claiming((scope) => answerIn(scope, by, asked)),
  }
}

/** Whether the member exists and the device is signed in. */
async function isSignedIn(db: Db, by: Identity): Promise<boolean> {
  const row = await db
    .selectFrom('device')
    .innerJoin('member', 'member.id', 'device.member_id')
    .select('device.id')
    .where('device.id', '=', by.deviceId)
    .where('device.signed_out_at', 'is', null)
    .where('member.removed_at', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}

async function rememberConnector(db: Db, memberId: string, connectorId: string): Promise<void> {
  await db
    .updateTable('member')
    .set({ connector_last: connectorId })
    .where('id', '=', memberId)
    .execute()
}

async function isAnswerToken(
  db: Db,
  callId: string,
  deviceId: string,
  token: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('ring_target')
    .select('call_id')
    .where('call_id', '=', callId)
    .where('device_id', '=', deviceId)
    .where('answer_token_hash', '=', sha256(token))
    .executeTakeFirst()
  return row !== undefined
}
