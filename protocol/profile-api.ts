/** The routes of a member's own profile, password and devices, which only the settings load. */
import * as v from 'valibot'
import { languageTag } from './languages.ts'
import { device, self } from './people.ts'
import { del, get, nothing, put } from './route.ts'
import { displayName, password } from './typed-input.ts'

export const profileApi = {
  changeProfile: put(
    '/api/me',
    v.object({
      name: v.optional(displayName),
      dndUntil: v.optional(v.nullable(v.number())),
      language: v.optional(v.nullable(languageTag)),
    }),
    self,
  ),
  /** Needs the current password if there is one. Null removes it. Signs other devices out. */
  setPassword: put(
    '/api/me/password',
    v.object({
      current: v.nullable(v.pipe(v.string(), v.maxLength(256))),
      next: v.nullable(password),
    }),
    self,
  ),
  /** The body is the picture: JPEG, PNG or WebP. */
  setPhoto: put('/api/me/photo', null, self),
  removePhoto: del('/api/me/photo', null, self),
  devices: get('/api/me/devices', null, v.object({ devices: v.array(device) })),
  changeDevice: put('/api/me/devices/:id', v.object({ ringHere: v.boolean() }), device),
  removeDevice: del('/api/me/devices/:id', null, nothing),
} as const
