/** The routes of `protocol/ring-api.ts`, described. */
import { ringApi } from '../../protocol/ring-api.ts'
import { describeRoutes } from './operation.ts'

export const ringContract = describeRoutes(ringApi, {
  leave: {
    room: 'calls',
    who: 'session',
    does: 'Reports that a call’s window is being closed.',
    more: 'The call ends unless the window connects again within 5 seconds.',
    errors: ['unknown-call', 'not-a-party', 'answered-elsewhere'],
  },
  ringRinging: {
    room: 'calls',
    who: 'ticket',
    does: 'Reports that the device shows the ring.',
    errors: ['unknown-call', 'rate-limited', 'not-a-party', 'answered-elsewhere'],
  },
  ringAnswer: {
    room: 'calls',
    who: 'ticket',
    does: 'Answers the call, for the window with this leg that is about to open.',
    more: 'Refused as `invalid` if the answer token belongs to another ring.',
    errors: ['unknown-call', 'rate-limited', 'not-a-party', 'answered-elsewhere', 'invalid'],
  },
  ringDecline: {
    room: 'calls',
    who: 'ticket',
    does: 'Declines the call.',
    errors: ['unknown-call', 'rate-limited', 'not-a-party', 'answered-elsewhere'],
  },
  ringFailed: {
    room: 'calls',
    who: 'ticket',
    does: 'Reports that the device could not show the ring, or could not open a window after its answer.',
    errors: ['unknown-call', 'rate-limited', 'not-a-party', 'answered-elsewhere'],
  },
  ringState: {
    room: 'calls',
    who: 'ticket',
    does: 'Answers the call of a ring.',
    more: 'With `rev`, waits at most 25 seconds until the call has another one.',
    errors: ['unknown-call', 'rate-limited', 'not-a-party'],
  },
})
