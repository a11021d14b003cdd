/**
 * The HTTP routes under `/api` that the app's first page needs: method, path, and the schemas of request and
 * response. The server mounts these objects and the pages call by them, so that both always agree. Other pages'
 * routes are in files of their own, `*-api.ts`, because a page loads the schemas of a whole file.
 */
import * as v from 'valibot'
import { enabledConnectors } from './enabled-connectors.ts'
import { QUERY_MAX, contact, device, handle, person, self } from './people.ts'
import { REASONS, REFUSALS } from './reasons.ts'
import { get, nothing, post, put } from './route.ts'

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

/** Who is signed in, as every sign-in answers, too. */
export const session = v.object({
  member: self,
  device,
  /** The tag of the language that pages of this browser are to be in. */
  language: v.optional(v.string()),
})
export type Session = v.InferOutput<typeof session>

/** One row of history, as its owner sees it. */
export const historyRow = v.object({
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
export const missedGroup = v.object({
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
  // The signed-in member.
  session: get('/api/session', null, session),
  signOut: post('/api/sign-out', null, nothing),

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
    v.object({ q: v.pipe(v.string(), v.maxLength(QUERY_MAX)) }),
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
