import { describe, expect, test } from 'vitest'
import { wakeAt } from '../../../pwa/call/machine/step.ts'
import { answered, connected, placing, view } from './driver.ts'

describe('statements', () => {
  const stated = (window: ReturnType<typeof answered>) =>
    window
      .sent()
      .map((sent) => (sent.type === 'call.media' ? sent.state : sent.type))
      .filter((type) => type !== 'signal')

  test('ready and up are repeated after a welcome and after 5 s, until the server shows connected', () => {
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

  test('ready is stated again for each connection', () => {
    const window = answered().hear({ type: 'peer.reset', callId: 'call', gen: 2 })
    expect(stated(window)).toEqual(['call.ready'])
  })

  test('lost is stated after 30 s without media, counted by the window itself', () => {
    const window = connected().do({ type: 'peer-changed', pc: 1, up: false })
    expect(window.is('live').lostSince).toBe(window.now)
    expect(wakeAt(window.state)).toBe(window.now + 30_000)
    window.after(29_999)
    expect(stated(window)).toEqual([])
    window.after(1)
    expect(stated(window)).toEqual(['lost'])
    expect(window.after(5_000) && stated(window)).toEqual(['lost', 'lost'])
  })

  test('the 30 s start again at each reset', () => {
    const window = connected().do({ type: 'peer-changed', pc: 1, up: false }).after(20_000)
    window.hear({ type: 'peer.reset', callId: 'call', gen: 2 }).after(29_999)
    expect(stated(window)).toEqual([])
    expect(stated(window.after(1))).toEqual(['lost'])
  })

  test('lost is not stated for media that are back in time', () => {
    const window = connected().do({ type: 'peer-changed', pc: 1, up: false }).after(29_000)
    window.do({ type: 'peer-changed', pc: 1, up: true }).after(30_000)
    expect(stated(window)).toEqual([])
    expect(window.is('live').lostSince).toBeNull()
  })

  test('reports of a former connection are ignored', () => {
    const window = connected().hear({ type: 'peer.reset', callId: 'call', gen: 2 })
    const before = window.state
    window.do({ type: 'peer-changed', pc: 1, up: true }, { type: 'peer-broken', pc: 1 })
    expect(window.state).toBe(before)
  })

  test('the 30 s start when the other side’s media are up before this side’s', () => {
    const window = answered().call(view({ rev: 4, state: 'connected' }))
    expect(window.is('live').lostSince).toBe(window.now)
  })
})
