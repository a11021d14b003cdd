/**
 * The routes that the worker and unloading pages call. Apart from the others, so that their scripts
 * need no schema but these. A ring token authorizes; the worker's session may have expired.
 */
import * as v from 'valibot'
import { id, token } from './people.ts'
import { route } from './route.ts'
import { callView } from './signals.ts'

const nothing = v.object({})

/** Each route by its name: method, path, schemas of request and response. */
export const ringApi = {
  /** For pages that unload; the only one that needs a session. */
  leave: route('POST', '/api/calls/:id/leave', v.object({ legId: id }), nothing),
  ringRinging: route('POST', '/api/rings/:token/ringing', null, nothing),
  ringAnswer: route(
    'POST',
    '/api/rings/:token/answer',
    v.object({ legId: id, answerToken: token }),
    v.object({ call: callView }),
  ),
  ringDecline: route('POST', '/api/rings/:token/decline', null, v.object({ call: callView })),
  /** Waits until the call has another `rev`, at most 25 s. */
  ringState: route(
    'GET',
    '/api/rings/:token',
    v.object({ rev: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/))) }),
    v.object({ call: callView }),
  ),
} as const
