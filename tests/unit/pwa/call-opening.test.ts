/** What a call window is opened for, and which connector it calls by. */
import { afterEach, expect, test, vi } from 'vitest'
import { connectorFor, readOpening } from '../../../pwa/stores/call-opening.ts'

const known = { title: '', hint: '', icon: '', account: null, tab: false }
const ALL = [
  { ...known, id: 'phone', kind: 'dial' },
  { ...known, id: 'jitsi', kind: 'room' },
  { ...known, id: 'webrtc', kind: 'peer' },
]

function serverSays(body: object | null): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(async () => {
    if (body === null) throw new TypeError('Failed to fetch')
    return Response.json(body)
  })
  vi.stubGlobal('fetch', fetch)
  return fetch
}
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

test('the built-in connector needs no request', async () => {
  const fetch = serverSays({ last: null, connectors: ALL })
  expect(await connectorFor('webrtc')).toEqual({ id: 'webrtc', kind: 'peer' })
  expect(fetch).not.toHaveBeenCalled()
})

test.each([
  ['jitsi', 'webrtc', { id: 'jitsi', kind: 'room' }],
  // The server says that it is off.
  ['gone', 'jitsi', { id: 'gone', kind: 'peer' }],
  [null, 'webrtc', { id: 'webrtc', kind: 'peer' }],
  [null, 'jitsi', { id: 'jitsi', kind: 'room' }],
  // A window cannot call by another program.
  [null, 'phone', { id: 'jitsi', kind: 'room' }],
  [null, null, { id: 'jitsi', kind: 'room' }],
] as const)(
  'a window with the connector %s, last used %s, calls by %j',
  async (named, last, found) => {
    serverSays({ last, connectors: ALL })
    expect(await connectorFor(named)).toEqual(found)
  },
)

test.each([null, {}, { last: null, connectors: [] }])(
  'a window calls by Peal itself while the connectors are not known (%#)',
  async (body) => {
    serverSays(body)
    expect(await connectorFor(null)).toEqual({ id: 'webrtc', kind: 'peer' })
  },
)

const never = () => new Promise<never>(() => undefined)

/** The opening of a window with this address, in a browser that has waited for ten seconds. */
async function openingOf(address: string, browser: Record<string, unknown>) {
  vi.useFakeTimers()
  vi.stubGlobal('location', new URL(address, 'https://peal.test'))
  vi.stubGlobal('history', { state: null, replaceState: () => undefined })
  vi.stubGlobal('reportError', () => undefined)
  for (const [name, value] of Object.entries(browser)) vi.stubGlobal(name, value)
  const opening = readOpening()
  await vi.dynamicImportSettled()
  await vi.advanceTimersByTimeAsync(10_000)
  return opening
}

test.each([
  ['does not tell', never],
  ['throws when asked', () => expect.fail('not for this site')],
])('a window asks before it answers where the browser %s what was pressed', async (_, open) => {
  const address = `/call/c#answer=${'t'.repeat(22)}&leg=l&video=1`
  const opening = await openingOf(address, { caches: { open } })
  expect(opening).toEqual({ is: 'incoming', callId: 'c' })
})

test('a window asks before it answers where the browser has no caches', async () => {
  const address = `/call/c#answer=${'t'.repeat(22)}&leg=l&video=1`
  expect(await openingOf(address, {})).toEqual({ is: 'incoming', callId: 'c' })
})

test('a window opens where the browser does not let it change its address', async () => {
  const replaceState = () => expect.fail('too often')
  const history = { state: null, replaceState }
  expect(await openingOf('/call/c#x', { history })).toEqual({ is: 'incoming', callId: 'c' })
})

test('a window calls by Peal itself while the server does not answer', async () => {
  const opening = await openingOf('/call/new?to=grace', { fetch: never })
  expect(opening).toMatchObject({ is: 'question', target: { to: 'grace', connector: 'webrtc' } })
})
