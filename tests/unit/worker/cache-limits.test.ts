/** Pages and photos come from the network where the browser's caches fail. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type * as Limits from '../../../pwa/worker/cache-limits.ts'

let limits: typeof Limits
const event = { type: 'fetch', waitUntil: () => undefined } as unknown as ExtendableEvent
const request = new Request('https://peal.test/api/photos/ada/1')
const bad = [
  ['refuses', () => Promise.reject(new DOMException('', 'UnknownError'))],
  ['never answers', () => new Promise<never>(() => undefined)],
] as const

beforeEach(async () => {
  vi.useFakeTimers()
  // Otherwise Workbox checks its arguments by classes of browsers.
  vi.stubEnv('NODE_ENV', 'production')
  vi.stubGlobal('FetchEvent', class {})
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('from the network')))
  limits = await import('../../../pwa/worker/cache-limits.ts')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

/** The text of an answer that is there within this time. */
async function textWithin(ms: number, answer: Promise<Response>): Promise<string | undefined> {
  let text: string | undefined
  void answer.then(async (response) => (text = await response.text()))
  await vi.advanceTimersByTimeAsync(ms)
  return text
}

describe('a photo', () => {
  function shown(): Promise<Response> {
    const strategy = new limits.CachedInTime({ cacheName: 'photos' })
    const [response, done] = strategy.handleAll({ event, request })
    // A cache that fails cannot keep it.
    void done.catch(() => undefined)
    return response
  }

  it('comes from the cache where it is there', async () => {
    vi.stubGlobal('caches', { match: () => Promise.resolve(new Response('kept')) })
    expect(await textWithin(0, shown())).toBe('kept')
  })

  it.each(bad)('comes from the network where the cache %s', async (_, call) => {
    vi.stubGlobal('caches', { match: call, open: call })
    expect(await textWithin(500, shown())).toBe('from the network')
  })
})

describe('a page', () => {
  const options = { event, request, url: new URL(request.url), sameOrigin: true } as never

  it('comes from the network where the cache never answers, and from a slow cache while offline', async () => {
    let answer = (_: Response): void => undefined
    const slow = () => new Promise<Response>((resolve) => (answer = resolve))
    const page = () => limits.fileInTime(slow)(options)
    expect(await textWithin(2_000, page())).toBe('from the network')
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    const offline = page()
    await vi.advanceTimersByTimeAsync(2_000)
    answer(new Response('kept'))
    expect(await textWithin(0, offline)).toBe('kept')
  })

  it('and its scripts come from the network in 3 s where the cache never answers', async () => {
    const listeners = new Map<string, (event: unknown) => void>()
    vi.stubGlobal('self', {
      addEventListener: (type: string, listener: (event: unknown) => void) =>
        listeners.set(type, listener),
    })
    vi.stubGlobal('location', new URL('https://peal.test/worker.js'))
    // Browsers read an address without an origin, which Node does not.
    class LocalRequest extends Request {
      constructor(of: RequestInfo | URL, init?: RequestInit) {
        super(typeof of === 'string' ? new URL(of, location.href) : of, init)
      }
    }
    vi.stubGlobal('Request', LocalRequest)
    vi.stubGlobal('registration', { scope: 'https://peal.test/' })
    const never = () => new Promise<never>(() => undefined)
    vi.stubGlobal('caches', { match: never, open: never })
    vi.stubGlobal('fetch', (asked: Request) => Promise.resolve(new Response(asked.url)))
    const { registerShell } = await import('../../../pwa/worker/shell.ts')
    const file = (url: string) => ({ url, revision: '1' })
    const files = ['/index.de.html', '/call.de.html', '/assets/first.js', '/assets/late.js']
    registerShell(files.map(file), 'de')
    const loaded = async (path: string, mode: RequestMode) => {
      let answer = Promise.resolve(Response.error())
      const asked = Object.defineProperty(new Request(`https://peal.test${path}`), 'mode', {
        value: mode,
      })
      const respondWith = (response: Promise<Response>) => void (answer = response)
      listeners.get('fetch')?.({ request: asked, respondWith, waitUntil: () => undefined })
      return new URL(await (await answer).text()).pathname
    }
    const page = async () => [
      await loaded('/', 'navigate'),
      await loaded('/assets/first.js', 'cors'),
      await loaded('/assets/late.js', 'cors'),
      await loaded('/call/new', 'navigate'),
    ]
    let paths: string[] = []
    void page().then((all) => (paths = all))
    await vi.advanceTimersByTimeAsync(3_000)
    expect(paths).toEqual([files[0], files[2], files[3], files[1]])
  })

  it('comes from the network where the cache refuses; an installation fails', async () => {
    const failed = (type: string) =>
      limits.elseNetwork.handlerDidError?.({
        event: { type } as ExtendableEvent,
        request,
        error: new Error('refused'),
      })
    expect(await (await failed('fetch'))?.text()).toBe('from the network')
    expect(await failed('install')).toBeUndefined()
  })
})
