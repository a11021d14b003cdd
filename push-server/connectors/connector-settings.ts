/** Checks the settings of a connector. */
import {
  OWN_SCHEMES,
  isHost,
  isRoomName,
  templateProblem,
} from '../../protocol/connector-address.ts'
import type { ChangedSettings, OwnConnector } from '../../protocol/connector-api.ts'
import type { Connector, ConnectorSetting } from '../../protocol/connectors.ts'

/** `values`: all settings but the secret, which is null if there is none. */
export type CheckedSettings =
  | { readonly ok: true; readonly values: Record<string, string>; readonly secret: string | null }
  /** The setting that is wrong. */
  | { readonly ok: false; readonly field: string }

/** Accepts an address that was pasted instead of a host. */
function hostOf(typed: string): string {
  return typed
    .replace(/^https:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase()
}

function isRight({ is, required, atLeast = 0 }: ConnectorSetting, value: string): boolean {
  if (value === '') return !required
  switch (is) {
    case 'host':
      return isHost(value) && URL.canParse(`https://${value}`)
    case 'room':
      return isRoomName(value)
    case 'secret':
      return value.length >= atLeast && /^[\x21-\x7e]+$/.test(value)
    case 'text':
      return /^[^\p{Cc}\p{Cs}]{1,200}$/u.test(value)
    default:
      return is satisfies never
  }
}

/**
 * The settings after a change of some. `kept` are the present ones. Unknown names are wrong.
 */
export function checkSettings(
  connector: Connector,
  kept: { readonly values: Readonly<Record<string, string>>; readonly secret: string | null },
  changed: ChangedSettings,
): CheckedSettings {
  const names = new Set(connector.settings.map(({ name }) => name))
  const typedOf = new Map(changed.map(({ name, value }) => [name, value.trim()]))
  for (const name of typedOf.keys()) if (!names.has(name)) return { ok: false, field: name }
  const values: Record<string, string> = {}
  let { secret } = kept
  for (const setting of connector.settings) {
    const { name, is } = setting
    const typed = typedOf.get(name)
    if (is === 'secret') {
      if (typed === undefined) continue
      if (!isRight(setting, typed)) return { ok: false, field: name }
      secret = typed === '' ? null : typed
      continue
    }
    const value = typed === undefined ? (kept.values[name] ?? '') : typed
    const read = is === 'host' ? hostOf(value) : value
    // A setting that was never set may stay empty until the connector is switched on.
    if (typed !== undefined && !isRight(setting, read)) return { ok: false, field: name }
    values[name] = read
  }
  // A token must name its issuer.
  if (connector.token !== undefined && secret !== null && values['appId'] === '') {
    return { ok: false, field: 'appId' }
  }
  return { ok: true, values, secret }
}

/** The field of an own connector that is wrong, or null. */
export function ownProblem(own: OwnConnector): 'template' | 'account' | null {
  const { template, kind, account } = own
  if (templateProblem({ template, kind, settings: [] }, OWN_SCHEMES) !== null) return 'template'
  // Browsers refuse invalid `xn--` names.
  if (!URL.canParse(template.replace(/[{}]/g, ''))) return 'template'
  // Accounts of other forms may have no digits.
  const isNumber = account?.form === 'phone' || account?.form === 'number'
  if (template.includes('{digits}') && account !== null && !isNumber) return 'account'
  const needsAccount = /\{(?:account|digits)\}/.test(template)
  return needsAccount === (account !== null) ? null : 'account'
}
