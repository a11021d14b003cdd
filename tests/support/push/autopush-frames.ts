/** The messages that Firefox sends to Mozilla's push service, as JSON over WebSocket. */
import * as v from 'valibot'

const frames = v.variant('messageType', [
  v.object({ messageType: v.literal('hello'), uaid: v.optional(v.string(), '') }),
  v.object({
    messageType: v.literal('register'),
    channelID: v.string(),
    /** The subscription's `applicationServerKey`, URL-safe base64 with padding. */
    key: v.optional(v.string()),
  }),
  v.object({
    messageType: v.literal('unregister'),
    channelID: v.string(),
    /** 200 by a page or worker, 201 for want of notifications, 202 without permission. */
    code: v.optional(v.number()),
  }),
  v.object({
    messageType: v.literal('ack'),
    updates: v.array(
      v.object({
        channelID: v.string(),
        version: v.string(),
        /** 100 given to the worker, 101 not decrypted, 102 not given. */
        code: v.optional(v.number()),
      }),
    ),
  }),
  /** The worker's handler failed. */
  v.object({ messageType: v.literal('nack'), version: v.string(), code: v.optional(v.number()) }),
  v.object({ messageType: v.literal('broadcast_subscribe') }),
  v.object({ messageType: v.literal('ping') }),
])

export type AutopushFrame = v.InferOutput<typeof frames>

/** Throws where it is nothing that Firefox says. An empty object is a ping. */
export function parseFrame(text: string): AutopushFrame {
  const json: unknown = JSON.parse(text)
  return text === '{}' ? { messageType: 'ping' } : v.parse(frames, json)
}
