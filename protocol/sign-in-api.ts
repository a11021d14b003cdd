/** The routes of sign-in, which only the pages before the app load. */
import * as v from 'valibot'
import { session } from './api.ts'
import { deviceKind, handle, token } from './people.ts'
import { post } from './route.ts'
import { displayName, password, typedPassword } from './typed-input.ts'

/** What a page says about its browser at sign-in; together with the headers it decides the device's kind. */
export const clientInfo = v.object({
  /** The kind that the page assumes, or `?device=mobile`. It can only make a desktop a mobile device. */
  kind: deviceKind,
  maxTouchPoints: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(256)),
})
export type ClientInfo = v.InferOutput<typeof clientInfo>

export const signInApi = {
  signInByPassword: post(
    '/api/sign-in/password',
    v.object({ handle, password: typedPassword, client: clientInfo }),
    session,
  ),
  /** A link can be looked up any number of times, but used once. */
  lookAtLink: post(
    '/api/links/look',
    v.object({ token }),
    v.object({
      kind: v.picklist(['setup', 'sign-in', 'join']),
      /** Who it signs in; null: it makes a new member. */
      name: v.nullable(v.string()),
      /** The kind of device that it was made for; null: any. */
      device: v.nullable(deviceKind),
    }),
  ),
  signInByLink: post('/api/sign-in/link', v.object({ token, client: clientInfo }), session),
  join: post(
    '/api/join',
    v.object({
      token,
      handle,
      name: displayName,
      password: v.nullable(password),
      client: clientInfo,
    }),
    session,
  ),
} as const
