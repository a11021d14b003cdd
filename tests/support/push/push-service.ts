/**
 * A push service without a browser: the test makes the subscriptions, and reads what was sent to
 * them. Its endpoints have the host names of the services on the internet.
 */
import { randomBytes } from 'node:crypto'
import { decrypt, makeKeys, type SubscriptionKeys } from './content-decryption.ts'
import type { PushMessage } from './message-queue.ts'
import { PushNetwork } from './push-network.ts'
import { PushStandIn, type Mailbox, type StandInOptions } from './push-stand-in.ts'
import { until } from '../until.ts'

/** Paths as the services of browser makers have them. */
const PATHS: Readonly<Record<string, string>> = {
  'fcm.googleapis.com': '/fcm/send/',
  'updates.push.services.mozilla.com': '/wpush/v2/',
  'wns2-par02p.notify.windows.com': '/w/?token=',
}

export type PushServiceHost =
  | 'fcm.googleapis.com'
  | 'updates.push.services.mozilla.com'
  | 'web.push.apple.com'
  | `wns2-${string}.notify.windows.com`

/** What a page has of a subscription: `PushSubscription.toJSON()`. */
export interface SubscriptionJson {
  readonly endpoint: string
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

export interface SubscribeOptions {
  readonly host?: PushServiceHost | 'own'
  /** The only sender that may send, URL-safe base64; else whoever signs. */
  readonly applicationServerKey?: string
}

export interface ReceivedMessage extends PushMessage {
  readonly endpoint: string
  /** Decrypted; empty for a message without content. */
  readonly text: string
  /** Why it could not be decrypted; else null. */
  readonly fault: string | null
}

export class PushService extends PushStandIn {
  readonly messages: ReceivedMessage[] = []
  readonly #mailboxes = new Map<string, Mailbox>()

  static async start(options: StandInOptions = {}): Promise<PushService> {
    const service = new PushService(options.network ?? (await PushNetwork.start()), options)
    await service.open([])
    return service
  }

  /** A new subscription. `own` has this machine's address for a host. */
  subscribe({
    host = 'fcm.googleapis.com',
    applicationServerKey = undefined,
  }: SubscribeOptions = {}): SubscriptionJson {
    if (host !== 'own') this.network.serve(host, this.port)
    const origin = host === 'own' ? this.ownOrigin : `https://${host}`
    const endpoint = `${origin}${PATHS[host] ?? '/'}${randomBytes(32).toString('base64url')}`
    const keys = makeKeys()
    this.#mailboxes.set(endpoint, {
      applicationServerKey: applicationServerKey ?? null,
      deliver: (message) => this.messages.push(open(endpoint, message, keys)),
    })
    const p256dh = keys.publicKey.toString('base64url')
    return { endpoint, keys: { p256dh, auth: keys.auth.toString('base64url') } }
  }

  /** Waits for a message, past or coming. */
  received(
    match: (message: ReceivedMessage) => boolean = () => true,
    timeoutMs?: number,
  ): Promise<ReceivedMessage> {
    return until('a push message', () => this.messages.find(match), timeoutMs)
  }

  override end(endpoint: string): void {
    this.#mailboxes.delete(endpoint)
  }

  protected override find(endpoint: string): Mailbox | null {
    return this.#mailboxes.get(endpoint) ?? null
  }
}

function open(endpoint: string, message: PushMessage, keys: SubscriptionKeys): ReceivedMessage {
  const { body } = message
  if (body.length === 0) return { ...message, endpoint, text: '', fault: null }
  try {
    return { ...message, endpoint, text: decrypt(body, keys).toString(), fault: null }
  } catch (error) {
    return { ...message, endpoint, text: '', fault: String(error) }
  }
}
