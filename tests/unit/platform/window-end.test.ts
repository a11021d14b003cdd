/** How a call window goes away. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ringApi } from '../../../protocol/ring-api.ts'
import { closeWindowSoon, sayGoodbye } from '../../../pwa/platform/handover/window-end.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

function hungUp() {
  const clock = new FakeTimer()
  const window = { needed: false, closed: false }
  closeWindowSoon(clock.timer, () => window.needed, {
    close: () => {
      window.closed = true
    },
  })
  return { clock, window }
}

describe('hanging up', () => {
  it('closes the window after its sound', () => {
    const { clock, window } = hungUp()
    clock.pass(999)
    expect(window.closed).toBe(false)
    clock.pass(1)
    expect(window.closed).toBe(true)
  })

  it('leaves the window open when another call was placed from it meanwhile', () => {
    const { clock, window } = hungUp()
    clock.pass(500)
    window.needed = true
    clock.pass(1_000)
    expect(window.closed).toBe(false)
  })
})

it.each<[string, Partial<Pick<Navigator, 'sendBeacon'>>]>([
  ['has no beacons', {}],
  ['takes no beacon', { sendBeacon: () => false }],
  ['refuses beacons', { sendBeacon: expect.fail }],
])('a window that unloads tells the server also where the browser %s', async (_, sender) => {
  const fetch = vi.fn(() => Promise.reject(new TypeError('the window is gone')))
  vi.stubGlobal('fetch', fetch)
  onTestFinished(() => void vi.unstubAllGlobals())
  sayGoodbye({ callId: 'c1', legId: 'l1' }, sender)
  expect(fetch).toHaveBeenCalledWith(
    '/api/calls/c1/leave',
    expect.objectContaining({ method: 'POST', keepalive: true }),
  )
})

it('a window that unloads tells the server by a beacon to the route of the protocol', async () => {
  const sent: { url: string; body: Blob }[] = []
  const sendBeacon = (url: string | URL, body?: BodyInit | null) => {
    if (!(body instanceof Blob)) throw new Error('the body is no Blob')
    return sent.push({ url: String(url), body }) > 0
  }
  sayGoodbye({ callId: 'c1', legId: 'l1' }, { sendBeacon })
  expect(sent[0]?.url).toBe(ringApi.leave.path.replace(':id', 'c1'))
  expect(sent[0]?.body.type).toBe('application/json')
  expect(await sent[0]?.body.text()).toBe('{"legId":"l1"}')
})
