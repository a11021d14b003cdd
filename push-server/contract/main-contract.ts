/** The routes of `protocol/api.ts`, described. */
import { api } from '../../protocol/api.ts'
import { describeRoutes } from './operation.ts'

export const mainContract = describeRoutes(api, {
  session: {
    room: 'people',
    who: 'session',
    does: 'Answers who is signed in, and on which device.',
    more: 'Renews the session cookie of a device that signed in more than a day ago.',
  },
  signOut: {
    room: 'people',
    who: 'session',
    does: 'Signs this device out.',
    more: 'Ends its call, closes its sockets and removes the cookie.',
  },
  home: {
    room: 'people',
    who: 'session',
    does: 'Answers what the first page shows: favourites, recent people, and the first page of everyone.',
  },
  contacts: {
    room: 'people',
    who: 'session',
    does: 'Lists everyone by name, in pages.',
    more: 'Pass `next` of one page as `after` to get the following one. `invalid`: nobody ever had the handle `after`.',
    errors: ['invalid'],
  },
  search: {
    room: 'people',
    who: 'session',
    does: 'Finds people by the beginnings of their names or by their handles.',
  },
  contact: {
    room: 'people',
    who: 'session',
    does: 'Answers one contact.',
    more: 'A handle that was corrected lately leads to its member.',
    errors: ['unknown-member'],
  },
  setFavourite: {
    room: 'people',
    who: 'session',
    does: 'Marks a contact as a favourite, or removes the mark.',
    more: 'Refused as `too-large` if the member has a thousand favourites.',
    errors: ['unknown-member', 'too-large'],
  },
  setBlocked: {
    room: 'people',
    who: 'session',
    does: 'Blocks a contact, or unblocks them.',
    more: 'Somebody who is blocked cannot ring the member, sees them as away, and is not told. Refused as `too-large` if the member blocks a thousand people.',
    errors: ['unknown-member', 'too-large'],
  },
  blocked: {
    room: 'people',
    who: 'session',
    does: 'Lists the people whom the member blocks.',
  },
  invite: {
    room: 'people',
    who: 'admin',
    does: 'Makes a single-use link by which a new member joins.',
    more: 'The link is shown only once.',
  },
  connectors: {
    room: 'connectors',
    who: 'session',
    does: 'Lists the ways to call that are switched on.',
  },
  history: {
    room: 'calls',
    who: 'session',
    does: 'Lists the member’s calls, newest first, in pages.',
    more: 'Pass `next` of one page as `before` to get the following one. `not-found`: nobody has the handle `with`.',
    errors: ['invalid', 'not-found'],
  },
  missed: {
    room: 'calls',
    who: 'session',
    does: 'Lists missed calls that the member has not seen, grouped by person.',
  },
  seen: {
    room: 'calls',
    who: 'session',
    does: 'Marks missed calls as seen, up to and including a time; with `with`, only those of one person.',
  },
})
