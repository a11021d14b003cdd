/**
 * The routes of administrators, in a file of their own, so that other pages do not load them. Other members
 * get `forbidden`.
 */
import * as v from 'valibot'
import { ADMIN_ACTS } from './admin-acts.ts'
import { INSTALLATION_SETTINGS, serversChange, settingsChange } from './installation-settings.ts'
import { QUERY_MAX, handle, person } from './people.ts'
import { displayName } from './typed-input.ts'
import { del, get, nothing, patch, post, put } from './route.ts'

/** A member as administrators see them. */
export const adminMember = v.object({
  ...person.entries,
  admin: v.boolean(),
  /** How many browser profiles are signed in. */
  devices: v.number(),
  /** When one of them was last used, server ms, to the hour; null: never. */
  seenAt: v.nullable(v.number()),
})
export type AdminMember = v.InferOutput<typeof adminMember>

/** A single-use link. It is shown only once: the server stores its hash only. */
export const singleUseLink = v.object({ url: v.string(), expiresAt: v.number() })
export type AdminLink = v.InferOutput<typeof singleUseLink>

export const openLink = v.object({
  id: v.string(),
  /** The admin who made it; null: somebody at the command line. */
  by: v.nullable(v.string()),
  /** Whom it signs in, by name; null: it is an invitation, by which a new member joins. */
  signsIn: v.nullable(v.string()),
  expiresAt: v.number(),
})
export type Invitation = v.InferOutput<typeof openLink>

export const settingsView = v.object({
  ringSeconds: v.number(),
  pairCalls: v.number(),
  callerCalls: v.number(),
  stunUrls: v.array(v.string()),
  turnUrls: v.array(v.string()),
  /** The secret itself is never sent. */
  hasTurnSecret: v.boolean(),
  /** Settings from environment variables, which cannot be changed here. */
  setBy: v.array(v.object({ setting: v.picklist(INSTALLATION_SETTINGS), variable: v.string() })),
  /** The server's own STUN responder, which is used if no other is set; null: it is off. */
  ownStun: v.nullable(v.string()),
})
export type SettingsView = v.InferOutput<typeof settingsView>

/** What a check found, in one sentence, and how to fix it. */
export const finding = v.object({
  check: v.picklist(['origin', 'certificate', 'database', 'stun', 'turn', 'push']),
  status: v.picklist(['ok', 'warning', 'failed']),
  found: v.string(),
  mend: v.nullable(v.string()),
})
export type AdminFinding = v.InferOutput<typeof finding>

export const adminAct = v.object({
  id: v.number(),
  at: v.number(),
  /** Who did it, by name; null: somebody at the command line. */
  by: v.nullable(v.string()),
  act: v.picklist(ADMIN_ACTS),
  target: v.string(),
})
export type ActView = v.InferOutput<typeof adminAct>

export const adminApi = {
  /** A page by name, or the members that `q` finds: one page at most. */
  members: get(
    '/api/admin/members',
    v.object({
      q: v.optional(v.pipe(v.string(), v.maxLength(QUERY_MAX))),
      after: v.optional(handle),
    }),
    v.object({ items: v.array(adminMember), next: v.nullable(v.string()) }),
  ),
  /** Refused as `handle-removed` where the handle was a removed member's, unless `reuse` says to give it out again. */
  addMember: post(
    '/api/admin/members',
    v.object({ handle, name: displayName, reuse: v.optional(v.boolean()) }),
    singleUseLink,
  ),
  /** Corrects the handle. Links with the former one lead to the member for 90 days. `reuse` as with `addMember`. */
  changeHandle: patch(
    '/api/admin/members/:handle',
    v.object({ handle, reuse: v.optional(v.boolean()) }),
    adminMember,
  ),
  /** Who was removed in the last 30 days, the last one first. */
  removedMembers: get(
    '/api/admin/removed',
    null,
    v.object({
      members: v.array(
        v.object({
          ...person.entries,
          /** Theirs until they were removed; another than `handle` if it was given to somebody else since. */
          hadHandle: v.string(),
          removedAt: v.number(),
        }),
      ),
    }),
  ),
  /**
   * Brings a member back with everything, but not as an admin: under the handle they had, or under the one in the body.
   * Refused as `handle-taken` or `handle-removed` if somebody else has it.
   */
  restoreMember: post(
    '/api/admin/removed/:handle',
    v.object({ handle: v.optional(handle) }),
    nothing,
  ),
  /** Refused as `last-admin` if no admin would be left. */
  setAdmin: put('/api/admin/members/:handle', v.object({ admin: v.boolean() }), adminMember),
  /** Ends their calls. Nobody can remove themselves. */
  removeMember: del('/api/admin/members/:handle', null, nothing),
  memberLink: post('/api/admin/members/:handle/link', null, singleUseLink),

  /** Invitations and sign-in links that nobody has used yet. */
  invitations: get('/api/admin/invitations', null, v.object({ invitations: v.array(openLink) })),
  revokeInvitation: del('/api/admin/invitations/:id', null, nothing),

  settings: get('/api/admin/settings', null, settingsView),
  /** All or nothing; applies at once. */
  changeSettings: put('/api/admin/settings', settingsChange, settingsView),
  /** Checks the STUN and TURN servers of a change that is not saved yet. */
  checkServers: post(
    '/api/admin/settings/check',
    serversChange,
    v.object({ findings: v.array(finding) }),
  ),

  /** Runs every check of `peal doctor`. */
  examine: post(
    '/api/admin/health',
    null,
    v.object({
      findings: v.array(finding),
      /** Push services used since the server's start, and whether they refuse it now. */
      push: v.array(v.object({ service: v.string(), failing: v.boolean() })),
    }),
  ),
  /** The last ones, newest first. */
  acts: get('/api/admin/acts', null, v.object({ acts: v.array(adminAct) })),
} as const
