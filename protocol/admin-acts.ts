/** The recorded acts of administrators. */

/**
 * Every act. Its target is, in this order: the member's handle; nothing for invitations; for settings their
 * names (`INSTALLATION_SETTINGS`), separated by spaces, without values; the connector's title.
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
