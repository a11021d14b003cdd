/** An application server with a key of its own, that sends through the tests' network. */
import webPush, { type RequestOptions } from 'web-push'
import { ProxyAgent, request, type Dispatcher } from 'undici'
import type { PushNetwork } from './push-network.ts'
import type { SubscriptionJson } from './push-service.ts'

const SUBJECT = 'mailto:admin@example.org'

export interface Answered {
  readonly status: number
  readonly headers: Dispatcher.ResponseData['headers']
  readonly text: string
}

/** What a request of web-push looks like before it is sent. */
export interface Prepared {
  readonly endpoint: string
  readonly headers: Record<string, string>
  readonly body: Buffer | null
}

export class Sender {
  readonly vapid = webPush.generateVAPIDKeys()
  readonly #agent: ProxyAgent

  constructor(network: PushNetwork) {
    this.#agent = new ProxyAgent({
      uri: network.proxyUrl,
      requestTls: { ca: network.certificate.cert },
    })
  }

  prepare(subscription: SubscriptionJson, text: string, options: RequestOptions = {}): Prepared {
    const details = webPush.generateRequestDetails(subscription, text, {
      TTL: 60,
      vapidDetails: { subject: SUBJECT, ...this.vapid },
      ...options,
    })
    const headers: Record<string, string> = {}
    for (const [name, value] of Object.entries(details.headers)) {
      // The length of the body is counted when it is sent.
      if (name !== 'Content-Length') headers[name.toLowerCase()] = String(value)
    }
    return { endpoint: details.endpoint, headers, body: details.body }
  }

  async post({ endpoint, headers, body }: Prepared): Promise<Answered> {
    const dispatcher = this.#agent
    const answer = await request(endpoint, { method: 'POST', headers, body, dispatcher })
    return { status: answer.statusCode, headers: answer.headers, text: await answer.body.text() }
  }

  /** Sends a text; an empty one is a message without content. */
  send(subscription: SubscriptionJson, text: string, options?: RequestOptions): Promise<Answered> {
    return this.post(this.prepare(subscription, text, options))
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }
}
