/** The routes of `protocol/sign-in-api.ts`, described. */
import { signInApi } from '../../protocol/sign-in-api.ts'
import { describeRoutes } from './operation.ts'

const SETS_COOKIES = 'Sets the session cookie.'

export const signInContract = describeRoutes(signInApi, {
  signInByPassword: {
    room: 'people',
    who: 'anyone',
    does: 'Signs a browser in by handle and password.',
    more: `${SETS_COOKIES} A wrong password and an unknown handle give the same answer. Refused as \`too-many-tries\` after several wrong ones.`,
    errors: ['wrong-password', 'too-many-tries', 'busy', 'signed-out'],
  },
  lookAtLink: {
    room: 'people',
    who: 'ticket',
    does: 'Answers what a link is for, without using it.',
    more: '`link-used`: it was used, was revoked, has expired, or never existed.',
    errors: ['link-used'],
  },
  signInByLink: {
    room: 'people',
    who: 'ticket',
    does: 'Signs a browser in by a single-use link.',
    more: SETS_COOKIES,
    errors: ['link-used', 'signed-out'],
  },
  join: {
    room: 'people',
    who: 'ticket',
    does: 'Makes a new member by an invitation, and signs their browser in.',
    more: SETS_COOKIES,
    errors: ['link-used', 'handle-taken', 'too-many-tries', 'busy', 'signed-out'],
  },
})
