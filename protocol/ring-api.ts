/**
 * The routes that the worker and unloading pages call. Apart from the others, so that their scripts
 * need no schema but these. A ring token authorizes; the worker's session may have expired.
 */
import * as v from 'valibot'
import { id, token } from './people.ts'
import { get, nothing, post } from './route.ts'
import { callView } from './signals.ts'

/** Each route by its name: method, path, schemas of request and response. */
export const ringApi = {
  /** For pages that unload; the only one that needs a session. */
  leave: post('/api/calls/:id/leave', v.object({ legId: id }), nothing),
  ringRinging: post('/api/rings/:token/ringing', null, nothing),
  ringAnswer: post(
    '/api/rings/:token/answer',
    v.object({ legId: id, answerToken: token }),
    v.object({ call: callView }),
  ),
  ringDecline: post('/api/rings/:token/decline', null, v.object({ call: callView })),
  /** The device could not show the ring, or open a window after its answer. */
  ringFailed: post('/api/rings/:token/failed', null, nothing),
  /** Waits until the call has another `rev`, at most 25 s. */
  ringState: get(
    '/api/rings/:token',
    v.object({ rev: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/))) }),
    v.object({ call: callView }),
  ),
} as const
