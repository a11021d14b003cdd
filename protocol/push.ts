/**
 * Push messages. Their outer form is Declarative Web Push (W3C Push API, "declarative push message"), so that
 * a browser shows something true even without the worker. Peal's own part is the notification's `data`.
 * `push-order.ts` decides what a worker shows for a late one.
 */
import * as v from 'valibot'
import { languageTag } from './languages.ts'
import { id, person, token } from './people.ts'

/** The version of Peal's own part. */
export const PUSH_VERSION = 1
/** Marks a declarative push message. */
export const DECLARATIVE = 8030
/**
 * Every message is padded to this many bytes of JSON, so that its length tells a push service nothing. With
 * the 103 bytes of encryption (RFC 8291) it stays below the 4,096 bytes that services must accept.
 */
export const PUSH_TEXT_BYTES = 2_800
/** A topic's longest length (RFC 8030, section 5.4). */
export const TOPIC_LENGTH = 32

const ms = v.pipe(v.number(), v.integer(), v.minValue(0))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))

/** What every message has. */
const common = {
  v: v.literal(PUSH_VERSION),
  /** The member that it is for: another member may use the browser profile by now. */
  to: id,
  /** When it was sent, by the server's clock. */
  sentAt: ms,
}

/** Which call of which caller, and when it was placed by the server's clock: the order of calls. */
const aboutCall = {
  ...common,
  callId: id,
  placedAt: ms,
  from: person,
}

/** Missed calls of this caller that were not seen, and of all callers. */
const missedCount = v.object({ at: ms, count, unseen: count })
export type MissedCount = v.InferOutput<typeof missedCount>

/** This device is to ring. */
export const pushRing = v.object({
  kind: v.literal('ring'),
  ...aboutCall,
  connector: id,
  /** How the connector carries the call. */
  carries: v.picklist(['peer', 'room']),
  /** When devices stop ringing, by the server's clock. */
  endsAt: ms,
  ringToken: token,
  answerToken: token,
})
export type PushRing = v.InferOutput<typeof pushRing>

/**
 * How a ring has ended for this device: the callee answered or declined elsewhere, it became a missed call,
 * or there is nothing to tell.
 */
export const ringOutcome = v.picklist(['answered', 'declined', 'missed', 'over'])
export type RingOutcome = v.InferOutput<typeof ringOutcome>

/** The ring of this call is over. */
const pushStop = v.object({
  kind: v.literal('stop'),
  ...aboutCall,
  outcome: ringOutcome,
  /** With `missed`. */
  missed: v.optional(missedCount),
})
export type PushStop = v.InferOutput<typeof pushStop>

/** For phones: a call was missed. */
export const pushMissed = v.object({
  kind: v.literal('missed'),
  ...aboutCall,
  missed: missedCount,
})
export type PushMissed = v.InferOutput<typeof pushMissed>

/** A ring that its owner asked for, to see each step of the way. */
export const pushTest = v.object({
  kind: v.literal('test'),
  ...common,
  /** Oneself. */
  from: person,
  endsAt: ms,
  testToken: token,
})
export type PushTest = v.InferOutput<typeof pushTest>

/** Proves that the subscription works: the worker sends the token back. */
const pushEcho = v.object({
  kind: v.literal('echo'),
  ...common,
  deviceId: id,
  echoToken: token,
})
export type PushEcho = v.InferOutput<typeof pushEcho>

/** Peal's own part of a push message. */
const pushData = v.variant('kind', [pushRing, pushStop, pushMissed, pushTest, pushEcho])
export type PushData = v.InferOutput<typeof pushData>
/** The messages that are about a call. */
export type PushAboutCall = PushRing | PushStop | PushMissed

/** The whole message. Unknown members are allowed: browsers define some of their own. */
export const pushMessage = v.object({
  web_push: v.literal(DECLARATIVE),
  notification: v.object({
    title: v.string(),
    /** Where a press leads, absolute. Names no secret. */
    navigate: v.string(),
    body: v.optional(v.string()),
    lang: v.optional(v.string()),
    dir: v.optional(v.picklist(['ltr', 'rtl'])),
    tag: v.optional(v.string()),
    data: pushData,
  }),
  /** Unseen missed calls. */
  app_badge: v.optional(v.union([v.string(), v.number()])),
  /** The worker may show something else. */
  mutable: v.optional(v.boolean()),
})
export type PushMessage = v.InferOutput<typeof pushMessage>

/** The tag of a caller's notifications, so that each caller has one notification. */
export function callerTag(handle: string): string {
  return `caller-${handle}`
}

/** A P-256 public key (65 bytes, uncompressed) and an authentication secret (16), URL-safe base64. */
const publicKey = v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/))
const authSecret = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))

/** What `PushSubscription.toJSON()` gives, and the server's key that it was made for. */
export const subscriptionRequest = v.object({
  /** The server decides which hosts are admitted. */
  endpoint: v.pipe(v.string(), v.maxLength(2_000)),
  keys: v.object({ p256dh: publicKey, auth: authSecret }),
  serverKey: publicKey,
  /** Which its pushes are to be in. */
  language: v.optional(languageTag),
})
export type SubscriptionRequest = v.InferOutput<typeof subscriptionRequest>

/** The status of push for one device. */
export const pushState = v.object({
  /** The key (RFC 8292) that a new subscription is to be made for. */
  key: publicKey,
  /** Null: this device has no subscription, or its push service ended it. */
  subscription: v.nullable(
    v.object({
      /** It was made for `key`; otherwise it has to be renewed. */
      current: v.boolean(),
      /** When a push last reached the worker, server ms; null: never. */
      provedAt: v.nullable(ms),
      /** Since when its push service refuses pushes, server ms; null: it does not. */
      failingSince: v.nullable(ms),
      /** Which its pushes are written in; null: it has not said. */
      language: v.optional(v.nullable(v.string())),
    }),
  ),
})
export type PushState = v.InferOutput<typeof pushState>

/** The steps of a test ring, in the order of a good one. */
export const TEST_STEPS = ['sent', 'accepted', 'woke', 'shown', 'pressed'] as const
/** Steps that a device reports. */
export const testReport = v.union([
  v.object({ step: v.picklist(['woke', 'shown', 'pressed']) }),
  /** The browser or the desktop refused to show it. */
  v.object({ step: v.literal('not-shown'), detail: v.pipe(v.string(), v.maxLength(200)) }),
])
export type TestReport = v.InferOutput<typeof testReport>

/** What became of a test ring so far. */
export const testState = v.object({
  steps: v.array(
    v.object({
      step: v.picklist([...TEST_STEPS, 'refused', 'not-shown']),
      /** Since the test ring was asked for, ms. */
      afterMs: ms,
      /** What the push service or the browser said, with `refused` and `not-shown`. */
      detail: v.optional(v.string()),
    }),
  ),
  /** Nothing more will come. */
  over: v.boolean(),
})
export type TestState = v.InferOutput<typeof testState>
