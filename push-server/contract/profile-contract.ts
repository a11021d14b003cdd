/** The routes of `protocol/profile-api.ts`, described. */
import { profileApi } from '../../protocol/profile-api.ts'
import { describeRoutes } from './operation.ts'

export const profileContract = describeRoutes(profileApi, {
  changeProfile: {
    room: 'people',
    who: 'session',
    does: 'Changes the member’s name, or until when they do not want to be disturbed.',
  },
  setPassword: {
    room: 'people',
    who: 'session',
    does: 'Sets, changes or removes the member’s password, and signs their other devices out.',
    more: 'Needs the current password if there is one. `next` null removes it. Refused as `busy` while too many passwords are being checked.',
    errors: ['wrong-password', 'too-many-tries', 'busy'],
  },
  setPhoto: {
    room: 'people',
    who: 'session',
    does: 'Sets the member’s photo: at most 256 KiB, and at most 512 pixels wide and high.',
    errors: ['too-large', 'not-a-photo'],
    takes: ['image/jpeg', 'image/png', 'image/webp'],
  },
  removePhoto: {
    room: 'people',
    who: 'session',
    does: 'Removes the member’s photo.',
  },
  devices: {
    room: 'people',
    who: 'session',
    does: 'Lists the devices on which the member is signed in.',
  },
  changeDevice: {
    room: 'people',
    who: 'session',
    does: 'Switches whether one of the member’s devices rings.',
    more: 'A phone never rings: switching it on there is refused as `desktop-only`.',
    errors: ['not-found', 'desktop-only'],
  },
  removeDevice: {
    room: 'people',
    who: 'session',
    does: 'Signs one of the member’s devices out.',
    errors: ['not-found'],
  },
})
