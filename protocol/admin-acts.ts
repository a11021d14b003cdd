/** The recorded acts of administrators. */

/**
 * Every act. Its target is, in this order: the member's handle; nothing for invitations; for settings their
 * names (`INSTALLATION_SETTINGS`), separated by spaces, without values; the connector's title; nothing for the
 * installation. `link-used` and the two after it are acts of the member whose handle is their target.
 */
export const ADMIN_ACTS = [
  'member-added',
  'member-removed',
  'member-restored',
  'handle-changed',
  'admin-made',
  'admin-unmade',
  'link-made',
  'link-revoked',
  'link-used',
  'password-set',
  'password-removed',
  'invitation-made',
  'invitation-revoked',
  'settings-changed',
  'connector-on',
  'connector-off',
  'connector-changed',
  'connector-added',
  'connector-removed',
  'connectors-ordered',
  'push-key-made',
  'backup-restored',
] as const
export type AdminAct = (typeof ADMIN_ACTS)[number]
