/** A Peal that reaches a stand-in push service as it reaches the real ones, and devices with push. */
import { onTestFinished } from 'vitest'
import * as v from 'valibot'
import { pushApi } from '../../protocol/push-api.ts'
import { pushMessage } from '../../protocol/push.ts'
import type { PushData } from '../../protocol/push.ts'
import { PushService } from './push/push-service.ts'
import type { ReceivedMessage, SubscribeOptions, SubscriptionJson } from './push/push-service.ts'
import { startServer } from './server.ts'
import type { ServerOptions, SignInOptions, TestDevice, TestServer } from './server.ts'

export interface PushRoom {
  readonly server: TestServer
  readonly service: PushService
}

export async function pushRoom(options: ServerOptions = {}): Promise<PushRoom> {
  const service = await PushService.start()
  onTestFinished(() => service.close())
  const server = await startServer({
    ...options,
    authorities: service.network.certificate.cert.toString(),
    settings: { httpsProxy: service.network.proxyUrl, ...options.settings },
  })
  return { server, service }
}

/** What a page sends after it subscribed at the service. */
export async function subscriptionOf(
  { service }: PushRoom,
  device: TestDevice,
  options: SubscribeOptions = {},
): Promise<SubscriptionJson & { readonly serverKey: string }> {
  const { data } = await device.ask(pushApi.pushState)
  if (data === null) throw new Error('no push state')
  const made = service.subscribe({ applicationServerKey: data.key, ...options })
  return { ...made, serverKey: data.key }
}

/** Subscribes a device; returns its endpoint. */
export async function subscribe(
  room: PushRoom,
  device: TestDevice,
  options: SubscribeOptions = {},
): Promise<string> {
  const body = await subscriptionOf(room, device, options)
  const answer = await device.ask(pushApi.subscribe, { body })
  if (answer.status !== 200) throw new Error(`not subscribed: ${answer.code ?? ''}`)
  return body.endpoint
}

/** A member signed in at a device that has a subscription. */
export async function pushPerson(
  room: PushRoom,
  handle: string,
  options: SignInOptions & SubscribeOptions = {},
): Promise<TestDevice & { readonly endpoint: string }> {
  const device = await room.server.person(handle, options)
  return { ...device, endpoint: await subscribe(room, device, options) }
}

/** Peal's own part of a message. */
export function dataOf(message: ReceivedMessage): PushData {
  return v.parse(pushMessage, JSON.parse(message.text)).notification.data
}

type DataOf<K extends PushData['kind']> = Extract<PushData, { kind: K }>

/** Waits for a message of this kind at this endpoint. */
export async function pushOf<K extends PushData['kind']>(
  { service }: PushRoom,
  endpoint: string,
  kind: K,
): Promise<DataOf<K>> {
  const message = await service.received(
    (each) => each.endpoint === endpoint && dataOf(each).kind === kind,
  )
  return dataOf(message) as DataOf<K>
}

/** The kinds of all messages at this endpoint, in order. */
export function kindsAt({ service }: PushRoom, endpoint: string): PushData['kind'][] {
  return service.messages
    .filter((each) => each.endpoint === endpoint)
    .map((message) => dataOf(message).kind)
}
