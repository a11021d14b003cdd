/** The routes of `protocol/admin-api.ts`, described. */
import { adminApi } from '../../protocol/admin-api.ts'
import { describeRoutes } from './operation.ts'

export const adminContract = describeRoutes(adminApi, {
  members: {
    room: 'people',
    who: 'admin',
    does: 'Lists the members by name, in pages, or finds those that match `q`.',
    more: 'Pass `next` of one page as `after` to get the following one.',
  },
  addMember: {
    room: 'people',
    who: 'admin',
    does: 'Adds a member, and makes a single-use link that signs them in.',
    more: 'Refused as `handle-removed` if a removed member had the handle, unless `reuse` says to give it out again.',
    errors: ['handle-taken', 'handle-removed', 'unknown-member'],
  },
  changeHandle: {
    room: 'people',
    who: 'admin',
    does: 'Corrects a member’s handle.',
    more: 'Links with the former handle lead to the member for 90 days. `reuse` is as for a new member.',
    errors: ['unknown-member', 'handle-taken', 'handle-removed'],
  },
  removedMembers: {
    room: 'people',
    who: 'admin',
    does: 'Lists who was removed in the last 30 days, the last one first.',
  },
  restoreMember: {
    room: 'people',
    who: 'admin',
    does: 'Brings a removed member back with everything but the rights of an administrator.',
    more: 'They get the handle that they had, or the one in the body. Refused as `handle-taken` or `handle-removed` if somebody else has it.',
    errors: ['not-found', 'handle-taken', 'handle-removed'],
  },
  setAdmin: {
    room: 'people',
    who: 'admin',
    does: 'Makes a member an administrator, or ends that.',
    more: 'Refused as `last-admin` if no administrator would be left.',
    errors: ['unknown-member', 'last-admin'],
  },
  removeMember: {
    room: 'people',
    who: 'admin',
    does: 'Removes a member and ends their calls.',
    more: 'Nobody can remove themselves: that is `forbidden`.',
    errors: ['unknown-member', 'last-admin'],
  },
  memberLink: {
    room: 'people',
    who: 'admin',
    does: 'Makes a single-use link that signs a member in.',
    more: 'The link is shown only once.',
    errors: ['unknown-member'],
  },
  invitations: {
    room: 'people',
    who: 'admin',
    does: 'Lists the invitations and sign-in links that nobody has used yet.',
  },
  revokeInvitation: {
    room: 'people',
    who: 'admin',
    does: 'Revokes an invitation or a sign-in link.',
    errors: ['not-found'],
  },
  settings: {
    room: 'admin',
    who: 'admin',
    does: 'Answers the settings of this installation.',
    more: 'The TURN secret is never sent.',
  },
  changeSettings: {
    room: 'admin',
    who: 'admin',
    does: 'Changes settings of this installation, all or none.',
    more: 'They apply at once. Refused as `forbidden`, with the field, if an environment variable sets the value.',
    errors: ['invalid'],
  },
  checkServers: {
    room: 'admin',
    who: 'admin',
    does: 'Checks the STUN and TURN servers of a change that is not saved yet.',
    errors: ['invalid', 'busy'],
  },
  examine: {
    room: 'admin',
    who: 'admin',
    does: 'Runs every check of `peal doctor`.',
    errors: ['busy'],
  },
  acts: {
    room: 'admin',
    who: 'admin',
    does: 'Lists what administrators did lately, newest first.',
  },
})
