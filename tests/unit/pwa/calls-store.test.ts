/** An app tab whose browser refuses something that only the ringtone, or pages that talk to each other, need. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { FakeStorage } from '../call-engine/fake-storage.ts'

class FakeSocket extends EventTarget {
  static all: FakeSocket[] = []
  readyState = 0
  constructor() {
    super()
    FakeSocket.all.push(this)
  }
  send(): void {}
  close(): void {}
  open(): void {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
  say(message: object): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(message) }))
  }
}

const signedIn = {
  member: {
    id: 'ada',
    handle: 'ada',
    name: 'Ada',
    photo: null,
    admin: false,
    dndUntil: null,
    hasPassword: true,
    connectorLast: null,
  },
  device: { id: 'd', kind: 'desktop', name: 'x', ringHere: true, seenAt: 0, here: true },
}
const ring = {
  type: 'ring',
  call: {
    callId: 'c'.repeat(22),
    rev: 1,
    gen: 0,
    state: 'ringing',
    role: 'callee',
    peer: { handle: 'grace', name: 'Grace', photo: null },
    connector: 'webrtc',
    carries: 'peer',
    here: false,
    ageMs: 0,
    ringLeftMs: 30_000,
  },
  answerToken: 'a'.repeat(22),
}
const refused = class {
  constructor() {
    throw new DOMException('', 'SecurityError')
  }
}

beforeEach(() => {
  vi.resetModules()
  FakeSocket.all.length = 0
  const storage = new FakeStorage()
  storage.setItem('peal.session', JSON.stringify(signedIn))
  const page = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    hasFocus: () => true,
    documentElement: { dataset: {} },
    // Vue makes one when it is loaded.
    createElement: () => ({}),
  })
  vi.stubGlobal('localStorage', storage)
  vi.stubGlobal('sessionStorage', new FakeStorage())
  vi.stubGlobal('window', Object.assign(new EventTarget(), { setInterval: () => 0 }))
  vi.stubGlobal('document', page)
  vi.stubGlobal('location', { search: '', protocol: 'https:', host: 'peal.test' })
  const locks = { request: () => new Promise(() => undefined), query: () => Promise.resolve({}) }
  vi.stubGlobal('navigator', { userAgent: '', maxTouchPoints: 0, onLine: true, locks })
  vi.stubGlobal('indexedDB', { open: () => expect.fail('no database here') })
  vi.stubGlobal('fetch', () => new Promise(() => undefined))
  vi.stubGlobal('WebSocket', FakeSocket)
  vi.stubGlobal('reportError', () => undefined)
})
afterEach(async () => {
  // What was begun meanwhile ends in this test's browser.
  await new Promise((resolve) => setTimeout(resolve))
  vi.unstubAllGlobals()
})

async function rung() {
  const { useCalls } = await import('../../../pwa/stores/calls.ts')
  const calls = useCalls()
  calls.start()
  const [socket] = FakeSocket.all
  socket?.open()
  socket?.say(ring)
  const shown = { connection: calls.connection, rings: calls.rings.length }
  calls.stop()
  return shown
}

it('an app tab shows a ring where the browser refuses to open a BroadcastChannel', async () => {
  vi.stubGlobal('BroadcastChannel', refused)
  expect(await rung()).toEqual({ connection: 'open', rings: 1 })
})

it('an app tab shows a ring where the browser has no BroadcastChannel', async () => {
  vi.stubGlobal('BroadcastChannel', undefined)
  expect(await rung()).toEqual({ connection: 'open', rings: 1 })
})

it('what starts late starts where the browser refuses channels', async () => {
  vi.stubGlobal('BroadcastChannel', refused)
  Object.assign(window, { BroadcastChannel: refused })
  const { usePush } = await import('../../../pwa/stores/push.ts')
  expect(() => usePush().start()).not.toThrow()
})
