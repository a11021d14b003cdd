/** What administrators do, as it is written down: who, when, what, and to whom or what. */

/**
 * Every act. Its target, in this order: the member's handle; of invitations nothing; of settings
 * their names (`INSTALLATION_SETTINGS`) with spaces between, never a value; the connector's title.
 */
export const ADMIN_ACTS = [
  'member-added',
  'member-removed',
  'admin-made',
  'admin-unmade',
  'link-made',
  'invitation-made',
  'invitation-revoked',
  'settings-changed',
  'connector-on',
  'connector-off',
  'connector-changed',
  'connector-added',
  'connector-removed',
  'connectors-ordered',
] as const
export type AdminAct = (typeof ADMIN_ACTS)[number]
