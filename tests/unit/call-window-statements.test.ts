import { describe, expect, test } from 'vitest'
import { wakeAt } from '../../pwa/call/machine/step.ts'
import { answered, connected, placing, view } from './call-window-driver.ts'

describe('statements', () => {
  const stated = (window: ReturnType<typeof answered>) =>
    window
      .sent()
      .map((sent) => (sent.type === 'call.media' ? sent.state : sent.type))
      .filter((type) => type !== 'signal')

  test('ready and up, again after a welcome and 5 s, until the record shows connected', () => {
    const window = placing().reply({ call: view() }).forget()
    expect(stated(window)).toEqual([])
    window.call(view({ rev: 3, state: 'answering' }))
    expect(stated(window)).toEqual(['call.ready'])
    window.do({ type: 'peer-changed', pc: 1, up: true })
    expect(stated(window)).toEqual(['call.ready', 'up'])
    window.forget().welcome(view({ rev: 3, state: 'answering' }))
    expect(stated(window)).toEqual(['call.ready', 'up'])
    window.forget().after(5_000)
    expect(stated(window)).toEqual(['call.ready', 'up'])
    window
      .forget()
      .call(view({ rev: 4, state: 'connected' }))
      .after(5_000)
    expect(stated(window)).toEqual([])
  })

  test('ready is said anew in each connection', () => {
    const window = answered().hear({ type: 'peer.reset', callId: 'call', gen: 2 })
    expect(stated(window)).toEqual(['call.ready'])
  })

  test('lost after 30 s without media, counted by the window itself', () => {
    const window = connected().do({ type: 'peer-changed', pc: 1, up: false })
    expect(window.is('live').lostSince).toBe(window.now)
    expect(wakeAt(window.state)).toBe(window.now + 30_000)
    window.after(29_999)
    expect(stated(window)).toEqual([])
    window.after(1)
    expect(stated(window)).toEqual(['lost'])
    expect(window.after(5_000) && stated(window)).toEqual(['lost', 'lost'])
  })

  test('anew from each reset', () => {
    const window = connected().do({ type: 'peer-changed', pc: 1, up: false }).after(20_000)
    window.hear({ type: 'peer.reset', callId: 'call', gen: 2 }).after(29_999)
    expect(stated(window)).toEqual([])
    expect(stated(window.after(1))).toEqual(['lost'])
  })

  test('media that are back in time are not lost', () => {
    const window = connected().do({ type: 'peer-changed', pc: 1, up: false }).after(29_000)
    window.do({ type: 'peer-changed', pc: 1, up: true }).after(30_000)
    expect(stated(window)).toEqual([])
    expect(window.is('live').lostSince).toBeNull()
  })

  test('what a former connection reports counts for nothing', () => {
    const window = connected().hear({ type: 'peer.reset', callId: 'call', gen: 2 })
    const before = window.state
    window.do({ type: 'peer-changed', pc: 1, up: true }, { type: 'peer-broken', pc: 1 })
    expect(window.state).toBe(before)
  })

  test('the other side’s media are up before one’s own: 30 s count from there', () => {
    const window = answered().call(view({ rev: 4, state: 'connected' }))
    expect(window.is('live').lostSince).toBe(window.now)
  })
})
