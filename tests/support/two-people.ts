/** Ada and Grace at one server, each with their own pages. Most tests of calls start with them. */
import type { TestDevice, TestServer } from './server.ts'
import { SocketClient, freshId } from './socket-client.ts'

const MEDIA = { microphone: true, camera: true }

/** A session description as a browser makes it, as far as the server cares. */
export const OFFER = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\n'

/** A page that has said `hello`. */
export async function openPage(
  server: TestServer,
  device: TestDevice,
  more: Parameters<SocketClient['hello']>[0] = {},
): Promise<SocketClient> {
  const client = await SocketClient.open(server, device)
  await client.hello(more)
  return client
}

/** A call window that has said `hello`, with ids of its own. */
export class CallWindow {
  readonly client: SocketClient
  readonly legId: string

  constructor(client: SocketClient, legId: string) {
    this.client = client
    this.legId = legId
  }

  static async open(server: TestServer, device: TestDevice, legId = freshId('leg')) {
    return new CallWindow(await openPage(server, device, { page: 'call' }), legId)
  }

  placing(to: string, callId = freshId('call'), more: { connector?: string; offer?: string } = {}) {
    return {
      type: 'call.place',
      callId,
      to,
      connector: more.connector ?? 'webrtc',
      legId: this.legId,
      media: MEDIA,
      offer: more.offer ?? OFFER,
    } as const
  }

  /** Places a call that must come to be; returns its id. */
  async place(to: string, callId = freshId('call')): Promise<string> {
    await this.client.ask(this.placing(to, callId))
    return callId
  }

  answering(callId: string, answerToken?: string) {
    return { type: 'call.answer', callId, legId: this.legId, answerToken, video: true } as const
  }
}

export interface TwoPeople {
  readonly server: TestServer
  readonly ada: TestDevice
  readonly grace: TestDevice
}

/** Two members, each signed in at a desktop. */
export async function twoPeople(server: TestServer): Promise<TwoPeople> {
  return { server, ada: await server.person('ada'), grace: await server.person('grace') }
}

/** A call from Ada's window to Grace's, answered and no more. */
export async function answeredCall({ server, ada, grace }: TwoPeople) {
  const tab = await openPage(server, grace)
  const caller = await CallWindow.open(server, ada)
  const callId = await caller.place('grace')
  const { answerToken } = await tab.next('ring')
  const callee = await CallWindow.open(server, grace)
  await callee.client.ask(callee.answering(callId, answerToken))
  return { tab, caller, callee, callId }
}

/** The same, connected. */
export async function connectedCall(people: TwoPeople) {
  const { tab, caller, callee, callId } = await answeredCall(people)
  for (const { client, legId } of [caller, callee]) {
    client.send({ type: 'call.ready', callId, legId })
  }
  caller.client.send({ type: 'call.media', callId, legId: caller.legId, state: 'up' })
  await caller.client.call(callId, ({ state }) => state === 'connected')
  await callee.client.call(callId, ({ state }) => state === 'connected')
  return { tab, caller, callee, callId }
}
