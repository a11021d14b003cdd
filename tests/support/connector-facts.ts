/** Connectors for tests of `push-server/calls`: all are enabled except those that are named. */
import { makeAddress } from '../../protocol/connector-address.ts'
import type { Connector } from '../../protocol/connectors.ts'
import { webrtc } from '../../protocol/connectors/webrtc.ts'
import type { CallDeps } from '../../push-server/calls/call-deps.ts'

/** A connector of each kind. */
export const CONNECTORS: readonly Connector[] = [
  webrtc,
  {
    id: 'room',
    title: 'Room',
    hint: '',
    icon: '',
    kind: 'room',
    template: 'https://meet.example/{room}',
    account: null,
    settings: [],
    docs: null,
  },
  {
    id: 'dial',
    title: 'Phone',
    hint: '',
    icon: '',
    kind: 'dial',
    template: 'tel:{account}',
    account: { type: 'phone', label: 'Phone number', pattern: '.*', example: '1', ignores: '' },
    settings: [],
    docs: null,
  },
  {
    id: 'own-room',
    title: 'Their room',
    hint: '',
    icon: '',
    kind: 'room',
    template: 'https://meet.example/of/{account}',
    account: { type: 'room', label: 'room', pattern: '.*', example: '1', ignores: '' },
    settings: [],
    docs: null,
  },
]

export function connectorFacts(disabled: readonly string[] = []): CallDeps['connectors'] {
  const find = (id: string) => CONNECTORS.find((connector) => connector.id === id) ?? null
  const address = (id: string, account: string | null, room: string | null) => {
    const connector = find(id)
    const made = connector && makeAddress(connector, { account, room, settings: {} })
    return made?.ok === true ? made.url : null
  }
  return {
    find,
    isEnabled: (id) => !disabled.includes(id),
    dialAddress: (id, account) => address(id, account, null),
    roomAddress: async (id, { account, random }) => address(id, account, random),
  }
}
