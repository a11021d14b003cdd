/**
 * The routes of push, in a file of their own, since the first pages do not need them. The worker's routes need
 * a token but no session, which may have expired.
 */
import * as v from 'valibot'
import { id, token } from './people.ts'
import { pushState, subscriptionRequest, testReport, testState } from './push.ts'
import { route } from './route.ts'

const nothing = v.object({})

/** Each route by its name: method, path, schemas of request and response. */
export const pushApi = {
  pushState: route('GET', '/api/push/subscription', null, pushState),
  /** Keeps this device's subscription and, unless it was proved lately, sends an echo through it. */
  subscribe: route('PUT', '/api/push/subscription', subscriptionRequest, pushState),
  unsubscribe: route('DELETE', '/api/push/subscription', null, nothing),
  pushEcho: route('POST', '/api/push/echo', v.object({ deviceId: id, echoToken: token }), nothing),
  /** Rings this device alone, through the whole push path. */
  testRing: route('POST', '/api/push/tests', null, v.object({ id, state: testState })),
  /** Waits until there are more steps than `known`, or the test is over. */
  testState: route(
    'GET',
    '/api/push/tests/:id',
    v.object({ known: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/))) }),
    testState,
  ),
  testReport: route('POST', '/api/push/tests/:token/steps', testReport, nothing),
} as const
