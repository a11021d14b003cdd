/** Members, contacts, devices and presence: their shapes and the schemas that check them. */
import * as v from 'valibot'

/** The shortest and longest password, in characters. */
export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 256
/** A photo's largest size in bytes, and its largest width and height in pixels. */
export const PHOTO_MAX_BYTES = 262_144
export const PHOTO_MAX_PX = 512
/** The longest search, in UTF-16 units: a name of 80 characters that take two each. */
export const QUERY_MAX = 160
/** Contacts, search results and history rows come in pages of this many. */
export const PAGE_SIZE = 50

/** `desktop` can place and answer calls; `mobile` is only told of missed calls. */
export const deviceKind = v.picklist(['desktop', 'mobile'])
export type DeviceKind = v.InferOutput<typeof deviceKind>

/** Longer input is refused unread: whatever is done with a text takes longer with its length. */
export const TYPED_MAX = 2_048

/** A member's unique name in addresses, case-insensitive. */
export const handle = v.pipe(
  v.string(),
  v.maxLength(TYPED_MAX),
  v.trim(),
  v.toLowerCase(),
  v.regex(/^[a-z0-9][a-z0-9._-]{1,31}$/),
)

/** An opaque id made by a page or the server: 1 to 64 URL-safe characters. */
export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))

/** A secret in a link or of a ring: URL-safe base64 of at least 128 bits. */
export const token = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22,86}$/))

/**
 * `can-be-rung`: no tab is open, but a desktop's push was proved lately; `away`: a call would ring nowhere.
 */
export const presence = v.picklist([
  'available',
  'in-a-call',
  'do-not-disturb',
  'can-be-rung',
  'away',
])
export type Presence = v.InferOutput<typeof presence>

/**
 * Address of a member's photo. Its version is part of it, so that it may be cached for ever.
 * Null where there is no photo.
 */
export function photoPath(handle: string, version: string | null): string | null {
  return version === null ? null : `/api/photos/${encodeURIComponent(handle)}/${version}`
}

/** A person as shown beside a call: enough for a row without asking again. */
export const person = v.object({
  handle: v.string(),
  name: v.string(),
  /** The photo's address, with its version; null: initials are shown. */
  photo: v.nullable(v.string()),
  /** In lists: the types of their IM accounts, which connectors need. */
  accounts: v.optional(v.array(v.string())),
})
export type Person = v.InferOutput<typeof person>

/** A member as another member sees them. */
export const contact = v.object({
  ...person.entries,
  favourite: v.boolean(),
  /** The viewer has blocked them. Nobody is told who blocks them. */
  blocked: v.optional(v.boolean(), false),
  /** When the two last called each other, server ms; null: never. */
  lastCallAt: v.nullable(v.number()),
})
export type Contact = v.InferOutput<typeof contact>

/** The signed-in member. */
export const self = v.object({
  ...person.entries,
  id: v.string(),
  admin: v.boolean(),
  /** Do not disturb until this server ms; null: off. A far future means until switched off. */
  dndUntil: v.nullable(v.number()),
  /** The tag of the language that they chose; null: the browser's. */
  language: v.nullish(v.string(), null),
  hasPassword: v.boolean(),
  /** The connector last used, or null. */
  connectorLast: v.nullable(v.string()),
  /** For admins: sign-in links that others made for them lately, newest first; `by` null: the command line. */
  linksMade: v.optional(v.array(v.object({ by: v.nullable(v.string()), at: v.number() }))),
})
export type Self = v.InferOutput<typeof self>

/** One signed-in browser profile. */
export const device = v.object({
  id: v.string(),
  kind: deviceKind,
  name: v.string(),
  ringHere: v.boolean(),
  /** It is the viewer's device. */
  here: v.boolean(),
  seenAt: v.number(),
})
export type Device = v.InferOutput<typeof device>
