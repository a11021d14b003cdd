/**
 * Delivers push messages to a person's service worker as a push service would, with no page open.
 * The debugger's `ServiceWorker` domain needs a page, so this opens a hidden `about:blank` page,
 * which is neither a tab nor a client of Peal's worker.
 */
import type { BrowserContext, CDPSession, Worker } from 'playwright-core'
import { until } from './until.ts'

interface Registration {
  readonly registrationId: string
  readonly scopeURL: string
}

/** A notification that the worker has shown. */
export interface SeenNotification {
  readonly title: string
  readonly tag: string | undefined
  readonly kind: unknown
  readonly actions: string[]
}

/** What `recordNotifications` adds to the worker. */
interface RecordingWorker {
  registration: ServiceWorkerRegistration
  shown?: SeenNotification[]
}

export class PushDelivery {
  readonly #session: CDPSession
  readonly #sessionId: string
  readonly #context: BrowserContext
  readonly #origin: string
  #registrationId: string | null = null
  #sent = 0

  private constructor(
    parts: { session: CDPSession; sessionId: string; context: BrowserContext },
    origin: string,
  ) {
    this.#session = parts.session
    this.#sessionId = parts.sessionId
    this.#context = parts.context
    this.#origin = origin
    this.#session.on('Target.receivedMessageFromTarget', ({ message }) => this.#hear(message))
  }

  /** Call while a page of the context is open; it may be closed afterwards. */
  static async open(context: BrowserContext, origin: string): Promise<PushDelivery> {
    const [page] = context.pages()
    const browser = context.browser()
    if (!page || !browser) throw new Error('a page of the context is needed to begin with')
    const own = await context.newCDPSession(page)
    const { browserContextId } = (await own.send('Target.getTargetInfo')).targetInfo
    const session = await browser.newBrowserCDPSession()
    // `hidden` is younger than Playwright's types.
    const target = { url: 'about:blank', hidden: true, browserContextId }
    const { targetId } = await session.send('Target.createTarget', target)
    const attached = await session.send('Target.attachToTarget', { targetId, flatten: false })
    const { sessionId } = attached
    const delivery = new PushDelivery({ session, sessionId, context }, origin)
    await delivery.#send('ServiceWorker.enable')
    await until('the worker is registered', () => delivery.#registrationId)
    await delivery.#worker().evaluate(recordNotifications)
    return delivery
  }

  /** Resolves when the browser has the message, which may be before the worker has handled it. */
  async push(data: string): Promise<void> {
    await this.#send('ServiceWorker.deliverPushMessage', {
      origin: this.#origin,
      registrationId: this.#registrationId,
      data,
    })
  }

  /** Stops the worker, as browsers do when it has nothing to do. */
  async stopWorker(): Promise<void> {
    await this.#send('ServiceWorker.stopAllWorkers')
  }

  /** All that the worker has shown, in order, also what is closed by now: notes close by themselves. */
  shown(): Promise<SeenNotification[]> {
    return this.#worker().evaluate(() => (globalThis as unknown as RecordingWorker).shown ?? [])
  }

  /** Waits until the worker has shown something of this title. */
  shows(title: string): Promise<SeenNotification> {
    return until(`a notification "${title}"`, async () =>
      (await this.shown()).findLast((each) => each.title === title),
    )
  }

  /** The kinds of the notifications that are shown now. */
  standing(): Promise<unknown[]> {
    return this.#worker().evaluate(async () => {
      const { registration } = globalThis as unknown as RecordingWorker
      const all = await registration.getNotifications()
      return all.map((each) => (each.data as { kind?: unknown } | null)?.kind)
    })
  }

  #worker(): Worker {
    const worker = this.#context.serviceWorkers().at(-1)
    if (worker === undefined) throw new Error('no worker runs')
    return worker
  }

  #hear(message: string): void {
    const { method, params } = JSON.parse(message) as {
      method?: string
      params?: { registrations?: Registration[] }
    }
    if (method !== 'ServiceWorker.workerRegistrationUpdated') return
    for (const { registrationId, scopeURL } of params?.registrations ?? []) {
      if (scopeURL.startsWith(this.#origin)) this.#registrationId = registrationId
    }
  }

  #send(method: string, params: object = {}): Promise<void> {
    this.#sent += 1
    const id = this.#sent
    return new Promise((resolve, reject) => {
      const hear = ({ message }: { message: string }) => {
        const answer = JSON.parse(message) as { id?: number; error?: { message: string } }
        if (answer.id !== id) return
        this.#session.off('Target.receivedMessageFromTarget', hear)
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`))
        else resolve()
      }
      this.#session.on('Target.receivedMessageFromTarget', hear)
      const message = JSON.stringify({ id, method, params })
      const target = { sessionId: this.#sessionId, message }
      this.#session.send('Target.sendMessageToTarget', target).catch(reject)
    })
  }
}

/** Runs in the worker: keeps what it shows from now on, until the worker is stopped. */
function recordNotifications(): void {
  const scope = globalThis as unknown as RecordingWorker
  const { registration } = scope
  const shown: SeenNotification[] = (scope.shown = [])
  const show = registration.showNotification.bind(registration)
  registration.showNotification = async (title, options = {}) => {
    await show(title, options)
    const {
      tag,
      data,
      actions = [],
    } = options as NotificationOptions & {
      data?: { kind?: unknown }
      actions?: { action: string }[]
    }
    shown.push({ title, tag, kind: data?.kind, actions: actions.map(({ action }) => action) })
  }
}
