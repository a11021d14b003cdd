/** A minimal site with one page and a worker, which reports to the test what the browser did. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import * as v from 'valibot'
import { listen, type Listening } from './listening.ts'
import type { SubscriptionJson } from './push-service.ts'
import { PATIENCE_MS, until } from '../until.ts'

const tells = v.variant('what', [
  v.object({
    what: v.literal('subscribed'),
    subscription: v.object({
      endpoint: v.string(),
      keys: v.object({ p256dh: v.string(), auth: v.string() }),
    }),
  }),
  v.object({ what: v.literal('shown'), title: v.string(), pages: v.number() }),
  /** A press on a notification: of a button, or with an empty action on the whole. */
  v.object({ what: v.literal('pressed'), title: v.string(), action: v.string() }),
  v.object({ what: v.literal('failed'), why: v.string() }),
])
type Told = v.InferOutput<typeof tells>

const TELL = `const tell = (what, more) =>
  fetch('/told', { method: 'POST', body: JSON.stringify({ what, ...more }) })`

const page = (key: string) => `<!doctype html><title>Page</title><script type="module">
${TELL}
try {
  await navigator.serviceWorker.register('/worker.js')
  const { pushManager } = await navigator.serviceWorker.ready
  const options = { userVisibleOnly: true, applicationServerKey: '${key}' }
  tell('subscribed', { subscription: await pushManager.subscribe(options) })
} catch (error) {
  tell('failed', { why: String(error) })
}
</script>`

const WORKER = `${TELL}
self.addEventListener('push', (event) => {
  const title = event.data.text()
  const actions = [{ action: 'answer', title: 'Answer' }, { action: 'decline', title: 'Decline' }]
  const show = async () => {
    await self.registration.showNotification(title, { tag: title, requireInteraction: true, actions })
    await tell('shown', { title, pages: (await clients.matchAll({ includeUncontrolled: true })).length })
  }
  event.waitUntil(show().catch((error) => tell('failed', { why: String(error) })))
})
self.addEventListener('notificationclick', (event) => {
  const { action, notification } = event
  const { title } = notification
  notification.close()
  const opens = action === 'decline' ? null : clients.openWindow('/opened')
  event.waitUntil(Promise.all([opens, tell('pressed', { title, action })]))
})`

export class WorkerSite {
  readonly #told: Told[] = []
  readonly #key: string
  #listening: Listening | null = null

  private constructor(key: string) {
    this.#key = key
  }

  /** Its page subscribes with this `applicationServerKey` when it is opened. */
  static async start(applicationServerKey: string): Promise<WorkerSite> {
    const site = new WorkerSite(applicationServerKey)
    const server = createServer((request, response) => {
      site.#onRequest(request, response).catch(() => response.destroy())
    })
    site.#listening = await listen(server)
    return site
  }

  get origin(): string {
    if (!this.#listening) throw new Error('the site has not started')
    // The address, since a browser may look for a name in IPv6.
    return `http://127.0.0.1:${this.#listening.port}`
  }

  /** The subscription that the page got. */
  async subscription(): Promise<SubscriptionJson> {
    const { subscription } = await this.#wait('subscribed', () => true)
    return subscription
  }

  /** How many pages the worker saw when it had shown a notification of this title. */
  async pagesAt(title: string): Promise<number> {
    return (await this.#wait('shown', (told) => told.title === title)).pages
  }

  /** The action of the press on a notification of this title, as the worker had it. */
  async pressed(title: string): Promise<string> {
    return (await this.#wait('pressed', (told) => told.title === title)).action
  }

  close(): Promise<void> {
    return this.#listening?.close() ?? Promise.resolve()
  }

  #wait<W extends Told['what']>(what: W, fits: (told: Extract<Told, { what: W }>) => boolean) {
    const isIt = (told: Told): told is Extract<Told, { what: W }> =>
      told.what === what && fits(told as Extract<Told, { what: W }>)
    return until(
      `the browser tells "${what}"`,
      () => {
        const found = this.#told.find(isIt)
        if (found) return found
        throw new Error(`it told ${JSON.stringify(this.#told)}`)
      },
      PATIENCE_MS,
    )
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = (type: string, body: string) =>
      response.writeHead(200, { 'content-type': type }).end(body)
    if (request.url === '/told') {
      this.#told.push(v.parse(tells, JSON.parse(await text(request))))
      answer('text/plain', '')
    } else if (request.url === '/worker.js') answer('text/javascript', WORKER)
    else if (request.url === '/opened') answer('text/html', '<!doctype html><title>Opened</title>')
    else answer('text/html', page(this.#key))
  }
}
