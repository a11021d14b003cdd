/** People at a server that is a process of its own, and is killed while they wait. */
import { onTestFinished } from 'vitest'
import { signInApi } from '../../protocol/sign-in-api.ts'
import type { DeviceKind } from '../../protocol/people.ts'
import { PealProcess } from './peal-process.ts'
import type { PealOptions } from './peal-process.ts'
import { ask, cookieOf } from './server.ts'
import { SocketClient, freshId } from './socket-client.ts'
import { until } from './until.ts'

export interface Person {
  readonly cookie: string
}

export class KilledServer {
  readonly peal: PealProcess

  constructor(peal: PealProcess) {
    this.peal = peal
  }

  static async start(options: PealOptions = {}): Promise<KilledServer> {
    const peal = await PealProcess.start(options)
    onTestFinished(() => peal.stop())
    return new KilledServer(peal)
  }

  get at(): { readonly origin: string; readonly port: number } {
    return { origin: this.peal.origin, port: Number(new URL(this.peal.origin).port) }
  }

  /** Adds a member and signs them in at a desktop. */
  async person(handle: string): Promise<Person> {
    return this.#signIn(await this.peal.add(handle, handle), 'desktop')
  }

  /** Another device of a member's. */
  async device(handle: string, kind: DeviceKind): Promise<Person> {
    return this.#signIn(await this.peal.signInLink(handle), kind)
  }

  async #signIn(link: string, kind: DeviceKind): Promise<Person> {
    const token = new URL(link).hash.slice(1)
    const client = { kind, maxTouchPoints: 0 }
    const answer = await ask(this.peal.origin, signInApi.signInByLink, { body: { token, client } })
    return { cookie: cookieOf(answer.headers) }
  }

  /** A page that has sent `hello`. Retries until the server accepts its socket. */
  async page(who: Person, more: Parameters<SocketClient['hello']>[0] = {}) {
    const client = await until('a socket', () => SocketClient.open(this.at, who))
    return { client, welcome: await client.hello(more) }
  }

  /** Kills it at once, and starts it again on the same data after `downMs`. */
  async killAndRun(downMs = 0): Promise<void> {
    await this.peal.end('SIGKILL')
    if (downMs > 0) await new Promise((resolve) => setTimeout(resolve, downMs))
    await this.peal.run()
  }
}

/** What a call window asks when it places. */
export function placing(to: string, callId = freshId('call'), legId = freshId('leg')) {
  const media = { microphone: true, camera: true }
  const offer = 'v=0\r\n'
  return { type: 'call.place', callId, to, connector: 'webrtc', legId, media, offer } as const
}
