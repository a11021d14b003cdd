/**
 * Every message on the `/signal` WebSocket, as schemas; types are inferred from them.
 * JSON text, at most `MAX_MESSAGE_BYTES`. docs/protocol.md explains them.
 */
import * as v from 'valibot'
import { mediaState } from './peer-state.ts'
import { TYPED_MAX, handle, id, person, presence, self, token } from './people.ts'
import { NOT_PLACED, REASONS } from './reasons.ts'

/** Version of this protocol, said in `hello` and `welcome`. */
export const PROTOCOL_VERSION = 1
export const MAX_MESSAGE_BYTES = 65_536
/** A client that does not read is disconnected when this much waits for it. */
export const MAX_BUFFERED_BYTES = 1_048_576
/** How often sockets with a leg are pinged; others every `IDLE_PING_MS`. */
export const LEG_PING_MS = 3_000
export const IDLE_PING_MS = 20_000
/** Signals that may wait for the other page's acknowledgement. */
export const MAX_UNACKNOWLEDGED = 256
/** Unacknowledged signals are sent again after this. */
export const SIGNAL_RESEND_MS = 3_000
/** Presence is watched for at most this many contacts at once. */
export const MAX_WATCHED = 100

const req = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const sdp = v.pipe(v.string(), v.maxLength(60_000), v.minLength(1))
const callId = id
const legId = id

/** RTCSessionDescriptionInit, as JSON. */
export const description = v.object({
  type: v.picklist(['offer', 'answer', 'pranswer', 'rollback']),
  sdp: v.optional(v.pipe(v.string(), v.maxLength(60_000))),
})
export type Description = v.InferOutput<typeof description>

/** RTCIceCandidateInit, as JSON; an empty candidate is the end of candidates. */
export const candidate = v.object({
  candidate: v.pipe(v.string(), v.maxLength(1_024)),
  sdpMid: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(64)))),
  sdpMLineIndex: v.optional(v.nullable(count)),
  usernameFragment: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(256)))),
})
export type Candidate = v.InferOutput<typeof candidate>

/** The body of a signal: one of two, distinguished by its key. */
const signalBody = v.union([
  v.strictObject({ description }),
  v.strictObject({ candidates: v.pipe(v.array(candidate), v.minLength(1), v.maxLength(64)) }),
])
export type SignalBody = v.InferOutput<typeof signalBody>

const page = v.picklist(['app', 'call'])

/** A description or candidates for the other page, relayed unchanged. */
export const signal = v.object({
  type: v.literal('signal'),
  callId,
  /** The sender's leg. */
  legId,
  gen: count,
  /** Counts from 1 for each (call, leg, gen). */
  n: v.pipe(count, v.minValue(1)),
  body: signalBody,
})
export type Signal = v.InferOutput<typeof signal>

/** The other page has applied signals. */
export const signalAck = v.object({
  type: v.literal('signal.ack'),
  callId,
  gen: count,
  /** All of this `gen` up to this number were applied. */
  upTo: count,
})
export type SignalAck = v.InferOutput<typeof signalAck>

/** The first message of a page; `welcome` is its answer. */
const hello = v.object({
  type: v.literal('hello'),
  v: v.literal(PROTOCOL_VERSION),
  page,
  visible: v.boolean(),
  canSound: v.boolean(),
  callId: v.optional(callId),
  legId: v.optional(legId),
  prevLegId: v.optional(legId),
})

/** Page → server. */
export const clientMessage = v.variant('type', [
  hello,
  v.object({ type: v.literal('page'), visible: v.boolean(), canSound: v.boolean() }),
  v.object({
    type: v.literal('presence.watch'),
    // A text that is no handle is nobody's: a page with one wrong row is not disconnected.
    handles: v.pipe(
      v.array(v.pipe(v.string(), v.maxLength(TYPED_MAX), v.trim(), v.toLowerCase())),
      v.maxLength(MAX_WATCHED),
    ),
  }),
  v.object({
    type: v.literal('call.place'),
    req,
    callId,
    to: handle,
    connector: id,
    legId,
    prevLegId: v.optional(legId),
    media: mediaState,
    offer: v.optional(sdp),
  }),
  v.object({
    type: v.literal('call.join'),
    req,
    callId,
    legId,
    prevLegId: v.optional(legId),
    offer: v.optional(sdp),
  }),
  v.object({ type: v.literal('call.ringing'), callId }),
  v.object({
    type: v.literal('call.answer'),
    req,
    callId,
    legId,
    answerToken: v.optional(token),
    video: v.boolean(),
  }),
  v.object({ type: v.literal('call.decline'), req, callId }),
  v.object({ type: v.literal('call.hangup'), req, callId, legId }),
  v.object({ type: v.literal('call.ready'), callId, legId }),
  v.object({
    type: v.literal('call.media'),
    callId,
    legId,
    state: v.picklist(['up', 'lost', 'refused']),
  }),
  signal,
  signalAck,
  v.object({ type: v.literal('ice.get'), req, callId }),
  v.object({ type: v.literal('ping') }),
])
export type ClientMessage = v.InferOutput<typeof clientMessage>
/** A message that gets exactly one reply, which names its `req`. */
export type Request = Extract<ClientMessage, { req: number }>
type WithoutReq<M> = M extends Request ? Omit<M, 'req'> : never
/** A request before it has its number. */
export type RequestBody = WithoutReq<Request>
/** A message without a reply. */
export type Statement = Exclude<ClientMessage, Request>

/** A call as one device sees it. `call` is a state, not an event: an older `rev` is dropped. */
export const callView = v.object({
  callId,
  /** The id that this device's placing had before a glare merged it into this call. */
  mergedId: v.optional(callId),
  rev: count,
  state: v.picklist(['placed', 'ringing', 'answering', 'connected', 'ended']),
  reason: v.optional(v.picklist(REASONS)),
  endedBy: v.optional(v.picklist(['caller', 'callee', 'server'])),
  /** Counts as missed for the callee. */
  missed: v.optional(v.boolean()),
  role: v.picklist(['caller', 'callee']),
  /** The other person. */
  peer: person,
  connector: v.string(),
  /** How the connector carries the call, also after it was switched off or removed. */
  carries: v.picklist(['peer', 'room']),
  /** The leg of one's own side, told to its own device only. */
  leg: v.optional(legId),
  /** This device has the leg of its side. */
  here: v.boolean(),
  /** Which connection of the call this is. */
  gen: count,
  /** Since it was placed. */
  ageMs: v.number(),
  /** Until devices stop ringing, while placed or ringing. */
  ringLeftMs: v.optional(v.number()),
  /** Since it connected, while connected. */
  connectedMs: v.optional(v.number()),
  /** From connected to end. */
  durationMs: v.optional(v.number()),
  roomUrl: v.optional(v.string()),
})
export type CallView = v.InferOutput<typeof callView>

/** RTCIceServer, as JSON. */
export const iceServer = v.object({
  urls: v.array(v.string()),
  username: v.optional(v.string()),
  credential: v.optional(v.string()),
})
export type IceServer = v.InferOutput<typeof iceServer>

/** A call that rings this device. */
export const ring = v.object({ call: callView, answerToken: token })
export type Ring = v.InferOutput<typeof ring>

/** The newest missed call and how many were not seen. */
export const missedNotice = v.object({
  unseen: count,
  latest: v.nullable(
    v.object({ callId, peer: person, reason: v.picklist(REASONS), at: v.number() }),
  ),
})
export type MissedNotice = v.InferOutput<typeof missedNotice>

/**
 * What may have changed: `self` (one's own record, devices and accounts), `people` (who there is, and their names,
 * photos and accounts), `relations` (one's own favourites and blocks), `connectors` (the ways to call), `admin`
 * (whatever the Admin page shows; told to admins).
 */
export const CHANGES = ['self', 'people', 'relations', 'connectors', 'admin'] as const
export type ChangeOf = (typeof CHANGES)[number]

/** A hint: a page that shows this reads it again. It says nothing of what is different now. */
const changed = v.object({
  type: v.literal('changed'),
  what: v.picklist(CHANGES),
  /** Whose it is, with `people` and `relations`; omitted: perhaps everybody's. */
  handle: v.optional(v.string()),
})
export type Changed = v.InferOutput<typeof changed>

/** The result of a request; which parts it has depends on the request. */
export const replyData = v.object({
  call: v.optional(callView),
  offer: v.optional(sdp),
  roomUrl: v.optional(v.string()),
  /** For `ice.get`. */
  iceServers: v.optional(v.array(iceServer)),
  /** ICE servers are good for this long. */
  iceTtlMs: v.optional(v.number()),
})
export type ReplyData = v.InferOutput<typeof replyData>

/** The one answer to a request, by its `req`. */
const reply = v.union([
  v.object({ type: v.literal('reply'), req, ok: v.literal(true), data: replyData }),
  v.object({
    type: v.literal('reply'),
    req,
    ok: v.literal(false),
    /** `full`: with `call.place`; `server`: it failed, and may work again in a moment. */
    code: v.picklist([...NOT_PLACED, 'server']),
    /** The call that stands in the way: with `being-called` and `in-a-call`. */
    callId: v.optional(callId),
    /** With `rate-limited`: when to try again. */
    retryMs: v.optional(v.number()),
  }),
])
export type Reply = v.InferOutput<typeof reply>

/** The whole state, as far as this page may see it, so that nothing has to be replayed. */
const welcome = v.object({
  type: v.literal('welcome'),
  v: v.literal(PROTOCOL_VERSION),
  /** The server's clock, ms. */
  now: v.number(),
  member: self,
  /** The member's live call, if there is one. */
  live: v.optional(callView),
  /** Calls that ring this device now. */
  rings: v.array(ring),
  unseen: count,
})
export type Welcome = v.InferOutput<typeof welcome>

/** Server → page. */
export const serverMessage = v.union([
  welcome,
  reply,
  v.object({ type: v.literal('call'), ...callView.entries }),
  v.object({ type: v.literal('ring'), ...ring.entries }),
  signal,
  signalAck,
  v.object({ type: v.literal('peer.reset'), callId, gen: count }),
  v.object({ type: v.literal('presence'), handle: v.string(), status: presence }),
  v.object({ type: v.literal('missed'), ...missedNotice.entries }),
  changed,
  v.object({
    type: v.literal('bye'),
    code: v.picklist(['revoked', 'drain', 'superseded', 'expired']),
    retryMs: v.optional(v.number()),
  }),
  v.object({ type: v.literal('pong') }),
])
export type ServerMessage = v.InferOutput<typeof serverMessage>
