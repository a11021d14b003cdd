/**
 * What a call window tells the other one about the connection, over the data channel and without the server: what
 * arrives here, and what is done to what is sent. So each side knows both directions.
 */
import * as v from 'valibot'

/** The data channel's label and its fixed id: beside that of `peer-state.ts`, whose messages must not be lost. */
export const REPORT_CHANNEL = { label: 'peal-report', id: 1 } as const

/** A longer message is not read. A report has about 200 characters. */
export const REPORT_MAX_CHARS = 600

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
/** Up to 10 Gbit/s. */
const rate = v.pipe(v.number(), v.minValue(0), v.maxValue(1e10))
const ms = v.pipe(v.number(), v.minValue(0), v.maxValue(1e15))

/** One message on the channel, as JSON text, sent about once a second. */
export const peerReport = v.object({
  report: v.object({
    /** When it was sent, by the sender's clock, ms. Only differences mean something to the other side. */
    sentAt: ms,
    /** Share of packets that were lost on their way here; null: not known yet. */
    loss: v.nullable(share),
    /** The share of the sound that this side had to conceal, because it did not arrive in time. */
    madeUp: v.nullable(share),
    /** What arrives here, bits a second. */
    inBps: v.nullable(rate),
    /** By how much the other's reports arrive later here than the quickest one did, ms. */
    lateMs: v.nullable(ms),
    /** Nothing arrives here. */
    silent: v.boolean(),
    /** Whether sound is sent. A muted microphone sends sound, too. */
    sendsSound: v.boolean(),
    /** What is done to the picture that is sent, because the connection is weak. */
    picture: v.picklist(['full', 'small', 'paused']),
  }),
})
export type PeerReport = v.InferOutput<typeof peerReport>['report']
