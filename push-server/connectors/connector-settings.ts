/** Checks the settings of a connector. */
import {
  OWN_SCHEMES,
  isHost,
  isRoomName,
  templateProblem,
} from '../../protocol/connector-address.ts'
import type { ChangedSettings, OwnConnector } from '../../protocol/connector-api.ts'
import type { Connector, ConnectorSetting } from '../../protocol/connectors.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import type { ListedConnector } from './connector-rows.ts'

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
 * The settings after a change of some: `values` are all but the secret. `kept` are the present ones. Unknown
 * names are wrong.
 */
export function checkSettings(
  connector: Connector,
  kept: Pick<ListedConnector, 'values' | 'secret'>,
  changed: ChangedSettings,
): Answer<Pick<ListedConnector, 'values' | 'secret'>, 'invalid'> {
  const names = new Set(connector.settings.map(({ name }) => name))
  const typedOf = new Map(changed.map(({ name, value }) => [name, value.trim()]))
  for (const name of typedOf.keys()) if (!names.has(name)) return fail('invalid', { field: name })
  const values: Record<string, string> = {}
  let { secret } = kept
  for (const setting of connector.settings) {
    const { name, is } = setting
    const typed = typedOf.get(name)
    if (is === 'secret') {
      if (typed === undefined) continue
      if (!isRight(setting, typed)) return fail('invalid', { field: name })
      secret = typed === '' ? null : typed
      continue
    }
    const value = typed === undefined ? (kept.values[name] ?? '') : typed
    const read = is === 'host' ? hostOf(value) : value
    // A setting that was never set may stay empty until the connector is switched on.
    if (typed !== undefined && !isRight(setting, read)) return fail('invalid', { field: name })
    values[name] = read
  }
  // A token must name its issuer.
  if (connector.token !== undefined && secret !== null && values['appId'] === '') {
    return fail('invalid', { field: 'appId' })
  }
  return ok({ values, secret })
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
