/** What an administrator does with connectors, over real HTTP. */
import { api } from '../../protocol/api.ts'
import { connectorApi } from '../../protocol/connector-api.ts'
import type { OwnConnector } from '../../protocol/connector-api.ts'
import type { RequestOf } from '../../protocol/route.ts'
import { startServer } from './server.ts'
import type { TestDevice } from './server.ts'

/** A signing key that is long enough. */
export const SECRET = 'a signing key'.replaceAll(' ', '-').padEnd(32, '!')
/** What Jitsi needs at least. */
export const HOST = { host: 'meet.example.org' }

/** Settings as the route takes them. */
export const set = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }))

/** A server, and an administrator at it. */
export async function withAdmin() {
  const server = await startServer()
  const ada = await server.person('ada', { admin: true })
  return { server, ada }
}

/** What is in a list, by its ids. */
export const idsOf = (list: readonly { id: string }[] | undefined) => list?.map(({ id }) => id)

/** Changes a connector as the Admin page does. */
export function change(
  ada: TestDevice,
  id: string,
  body: RequestOf<typeof connectorApi.changeConnector>,
) {
  return ada.ask(connectorApi.changeConnector, { params: { id }, body })
}

/** A connector as its administrator sees it. */
export async function listed(ada: TestDevice, id: string) {
  const { data } = await ada.ask(connectorApi.adminConnectors)
  return data?.connectors.find((connector) => connector.id === id)
}

/** The connectors that a member finds, in their order. */
export async function enabledIds(device: TestDevice) {
  return idsOf((await device.ask(api.connectors)).data?.connectors)
}

/** A connector of an administrator's own. */
export const OWN: OwnConnector = {
  title: 'Our desk',
  hint: 'The desk',
  kind: 'dial',
  template: 'https://desk.example.org/{account}',
  account: { label: 'desk number', form: 'number' },
}
