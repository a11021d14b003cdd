/**
 * The routes of push, in a file of their own, since the first pages do not need them. The worker's routes need
 * a token but no session, which may have expired.
 */
import * as v from 'valibot'
import { id, token } from './people.ts'
import { pushState, subscriptionRequest, testReport, testState } from './push.ts'
import { del, get, nothing, post, put } from './route.ts'

/** Each route by its name: method, path, schemas of request and response. */
export const pushApi = {
  pushState: get('/api/push/subscription', null, pushState),
  /** Keeps this device's subscription and, unless it was proved lately, sends an echo through it. */
  subscribe: put('/api/push/subscription', subscriptionRequest, pushState),
  unsubscribe: del('/api/push/subscription', null, nothing),
  pushEcho: post('/api/push/echo', v.object({ deviceId: id, echoToken: token }), nothing),
  /** Rings this device alone, through the whole push path. */
  testRing: post('/api/push/tests', null, v.object({ id, state: testState })),
  /** Waits until there are more steps than `known`, or the test is over. */
  testState: get(
    '/api/push/tests/:id',
    v.object({ known: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/))) }),
    testState,
  ),
  testReport: post('/api/push/tests/:token/steps', testReport, nothing),
} as const
