/**
 * Every HTTP route under `/api`: method, path, and the schemas of request and response. The server mounts
 * these objects and the pages call by them, so that both always agree.
 */
import * as v from 'valibot'
import { enabledConnectors } from './enabled-connectors.ts'
import { contact, device, deviceKind, handle, person, self, token } from './people.ts'
import { displayName, password, typedPassword } from './typed-input.ts'
import { REASONS, REFUSALS } from './reasons.ts'
import { del, get, nothing, post, put } from './route.ts'

/** Codes of errors that are not refusals of a call. */
const API_ERRORS = [
  'signed-out',
  'forbidden',
  'not-found',
  'wrong-password',
  'too-many-tries',
  'link-used',
  'handle-taken',
  'handle-removed',
  'no-upgrade',
  'last-admin',
  'too-large',
  'not-a-photo',
  'wrong-origin',
  'busy',
  'full',
  'server',
] as const

/** The body of every response that is not 2xx. */
export const apiError = v.object({
  error: v.object({
    code: v.picklist([...API_ERRORS, ...REFUSALS]),
    /** With `invalid`: which field is wrong. */
    field: v.optional(v.string()),
    /** With `too-many-tries`, `rate-limited` and `busy`: when to try again. */
    retryMs: v.optional(v.number()),
  }),
})
export type ApiErrorBody = v.InferOutput<typeof apiError>
export type ApiErrorCode = ApiErrorBody['error']['code']

/** What a page says about its browser at sign-in; together with the headers it decides the device's kind. */
const clientInfo = v.object({
  /** The kind that the page assumes, or `?device=mobile`. It can only make a desktop a mobile device. */
  kind: deviceKind,
  maxTouchPoints: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(256)),
})
export type ClientInfo = v.InferOutput<typeof clientInfo>

const session = v.object({ member: self, device })
export type Session = v.InferOutput<typeof session>

/** One row of history, as its owner sees it. */
const historyRow = v.object({
  callId: v.string(),
  at: v.number(),
  peer: person,
  role: v.picklist(['caller', 'callee']),
  /** The connector's title; the connector may be off or removed by now. */
  connector: v.string(),
  reason: v.picklist(REASONS),
  missed: v.boolean(),
  durationMs: v.nullable(v.number()),
  seen: v.boolean(),
})
export type HistoryRow = v.InferOutput<typeof historyRow>

/** Unseen missed calls of one person, newest first in the list. */
const missedGroup = v.object({
  peer: person,
  count: v.number(),
  latestAt: v.number(),
  latestCallId: v.string(),
  latestReason: v.picklist(REASONS),
})
export type MissedGroup = v.InferOutput<typeof missedGroup>

const cursor = v.optional(v.pipe(v.string(), v.maxLength(300)))
const page = <T extends v.GenericSchema>(item: T) =>
  v.object({ items: v.array(item), next: v.nullable(v.string()) })

export const api = {
  // Sign-in. A link can be looked up any number of times, but used once.
  session: get('/api/session', null, session),
  signInByPassword: post(
    '/api/sign-in/password',
    v.object({ handle, password: typedPassword, client: clientInfo }),
    session,
  ),
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
  signOut: post('/api/sign-out', null, nothing),

  // The signed-in member.
  changeProfile: put(
    '/api/me',
    v.object({ name: v.optional(displayName), dndUntil: v.optional(v.nullable(v.number())) }),
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

  // People.
  home: get(
    '/api/home',
    null,
    v.object({
      favourites: v.array(contact),
      recent: v.array(contact),
      everyone: page(contact),
      total: v.number(),
    }),
  ),
  contacts: get('/api/contacts', v.object({ after: cursor }), page(contact)),
  search: get(
    '/api/search',
    v.object({ q: v.pipe(v.string(), v.maxLength(80)) }),
    v.object({ items: v.array(contact) }),
  ),
  contact: get('/api/contacts/:handle', null, contact),
  setFavourite: put(
    '/api/contacts/:handle/favourite',
    v.object({ favourite: v.boolean() }),
    contact,
  ),
  /** A blocked person cannot ring the member, sees them as away, and is not told. */
  setBlocked: put('/api/contacts/:handle/blocked', v.object({ blocked: v.boolean() }), contact),
  blocked: get('/api/me/blocked', null, v.object({ people: v.array(contact) })),
  invite: post('/api/invitations', null, v.object({ url: v.string(), expiresAt: v.number() })),
  connectors: get('/api/connectors', null, enabledConnectors),

  // History.
  history: get(
    '/api/calls',
    v.object({
      filter: v.optional(v.picklist(['all', 'missed']), 'all'),
      with: v.optional(handle),
      before: cursor,
    }),
    page(historyRow),
  ),
  missed: get('/api/missed', null, v.object({ groups: v.array(missedGroup), unseen: v.number() })),
  /** Marks missed calls up to and including this server ms as seen; of one person with `with`. */
  seen: post(
    '/api/missed/seen',
    v.object({ upTo: v.number(), with: v.optional(handle) }),
    v.object({ unseen: v.number() }),
  ),
} as const
