/** The routes of `protocol/push-api.ts`, described. */
import { pushApi } from '../../protocol/push-api.ts'
import { describeRoutes } from './operation.ts'

export const pushContract = describeRoutes(pushApi, {
  pushState: {
    room: 'push',
    who: 'session',
    does: 'Answers this device’s push subscription, and the server’s key for a new one.',
  },
  subscribe: {
    room: 'push',
    who: 'session',
    does: 'Keeps this device’s push subscription.',
    more: 'Sends a silent push through it, unless one came through lately. Refused as `invalid` if the endpoint is not at a push service that this server admits.',
    errors: ['invalid'],
  },
  unsubscribe: {
    room: 'push',
    who: 'session',
    does: 'Forgets this device’s push subscription.',
  },
  pushEcho: {
    room: 'push',
    who: 'ticket',
    does: 'Reports that the silent push with this token has arrived.',
    errors: ['not-found'],
  },
  testRing: {
    room: 'push',
    who: 'session',
    does: 'Rings this device alone, through the whole way of a push.',
    more: '`not-found`: this device has no push subscription.',
    errors: ['not-found'],
  },
  testState: {
    room: 'push',
    who: 'session',
    does: 'Answers what became of a test ring so far.',
    more: 'With `known`, waits until there are more steps than that, or the test is over.',
    errors: ['not-found'],
  },
  testReport: {
    room: 'push',
    who: 'ticket',
    does: 'Reports a step of a test ring.',
    errors: ['not-found'],
  },
})
