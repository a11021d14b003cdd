/**
 * A browser profile in which the push APIs of the browser and of Peal's server are faked. Only for
 * tests of what pages show; other tests check real pushes.
 */
import type { BrowserContext } from 'playwright-core'
import type { PushState, TestState } from '../../protocol/push.ts'

/** A P-256 key, as the server tells it. */
export const SERVER_KEY = `B${'A'.repeat(86)}`
export const ENDPOINT = 'https://push.example.test/send/1'

export interface PlayedPush {
  readonly permission?: NotificationPermission
  /** The user's answer to the permission prompt; `open` if nobody answers it. */
  readonly answer?: NotificationPermission | 'open'
  /** What `subscribe()` does. */
  readonly service?: 'works' | 'refuses' | 'silent'
}

/** What the played server knows, to be changed as a test goes on. */
export class PlayedServer {
  state: PushState = { key: SERVER_KEY, subscription: null }
  /** What subscribing makes of the state. */
  afterSubscribe: PushState = proved(null)
  test: TestState = { steps: [], over: false }
  /** Method and path of everything that was asked. */
  readonly asked: string[] = []
}

/** A state with a subscription that was proved then; null: not yet. */
export function proved(provedAt: number | null): PushState {
  return { key: SERVER_KEY, subscription: { current: true, provedAt, failingSince: null } }
}

/** Plays the browser's part; runs in the page, and closes over nothing but its argument. */
function playBrowser(options: Required<PlayedPush> & { endpoint: string }): void {
  const KEY = 'played.permission'
  const permission = () =>
    (localStorage.getItem(KEY) ?? options.permission) as NotificationPermission
  Object.defineProperty(Notification, 'permission', { get: permission })
  Notification.requestPermission = () => {
    const { answer } = options
    if (answer === 'open') return new Promise(() => undefined)
    localStorage.setItem(KEY, answer)
    return Promise.resolve(answer)
  }
  const HELD = 'played.held'
  const held = (): PushSubscription | null => {
    const key = localStorage.getItem(HELD)
    if (key === null) return null
    const text = atob(key.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
    const { endpoint } = options
    return {
      endpoint,
      expirationTime: null,
      options: { userVisibleOnly: true, applicationServerKey: bytes.buffer },
      getKey: () => null,
      toJSON: () => ({ endpoint, keys: { p256dh: `B${'p'.repeat(86)}`, auth: 'a'.repeat(22) } }),
      unsubscribe: () => {
        localStorage.removeItem(HELD)
        return Promise.resolve(true)
      },
    }
  }
  PushManager.prototype.getSubscription = () => Promise.resolve(held())
  PushManager.prototype.subscribe = (given) => {
    if (options.service === 'silent') return new Promise(() => undefined)
    if (options.service === 'refuses') {
      return Promise.reject(
        new DOMException('Registration failed - push service error', 'AbortError'),
      )
    }
    const key = given?.applicationServerKey
    localStorage.setItem(HELD, typeof key === 'string' ? key : '')
    const made = held()
    return made ? Promise.resolve(made) : Promise.reject(new Error('nothing was made'))
  }
}

/** Plays push in every page of this profile from now on. */
export async function playPush(
  context: BrowserContext,
  options: PlayedPush = {},
): Promise<PlayedServer> {
  const { permission = 'granted', answer = 'granted', service = 'works' } = options
  await context.addInitScript(playBrowser, { permission, answer, service, endpoint: ENDPOINT })
  return playServer(context)
}

/** Fakes only the server; the browser's own APIs stay as they are. */
export async function playServer(context: BrowserContext): Promise<PlayedServer> {
  const server = new PlayedServer()
  await context.route('**/api/push/**', async (route) => {
    const request = route.request()
    const { pathname } = new URL(request.url())
    server.asked.push(`${request.method()} ${pathname}`)
    if (pathname.startsWith('/api/push/tests')) {
      // As the server does: an answer is held until there is more.
      const known = Number(new URL(request.url()).searchParams.get('known') ?? '-1')
      const end = Date.now() + 20_000
      while (server.test.steps.length <= known && !server.test.over && Date.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      const json = request.method() === 'POST' ? { id: 'test', state: server.test } : server.test
      // The page may be gone by then.
      return route.fulfill({ json }).catch(() => undefined)
    }
    if (request.method() === 'PUT') server.state = server.afterSubscribe
    if (request.method() === 'DELETE') server.state = { key: SERVER_KEY, subscription: null }
    await route.fulfill({ json: request.method() === 'DELETE' ? {} : server.state })
  })
  return server
}
