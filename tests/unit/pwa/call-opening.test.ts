/** Which connector a call window calls by. */
import { afterEach, expect, test, vi } from 'vitest'
import { connectorFor } from '../../../pwa/stores/call-opening.ts'

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
afterEach(() => vi.unstubAllGlobals())

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
