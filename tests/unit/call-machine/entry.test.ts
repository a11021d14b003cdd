import { describe, expect, test } from 'vitest'
import { intentNonce, readEntry, returnProof } from '../../../pwa/call/machine/entry.ts'
import type { Opening } from '../../../pwa/call/machine/entry.ts'
import { savedLeg, toGrace } from './driver.ts'

const NOW = 1_000_000
const TOKEN = 'a-token-of-at-least-22-characters'

function opening(address: string, more: Partial<Opening> = {}): Opening {
  const url = new URL(address, 'https://peal.example')
  return { url, saved: null, intent: null, now: NOW, kindOf: () => 'peer', ...more }
}

const intent = (more: object = {}) =>
  JSON.stringify({ to: 'grace', connector: 'webrtc', at: NOW - 1_000, ...more })

describe('a return to a call whose window was closed', () => {
  const saved = savedLeg()
  const text = JSON.stringify(saved)

  test('needs the proof of a press and what that window kept', () => {
    const address = `/call/${saved.callId}#return=proof`
    expect(readEntry(opening(address, { saved: text }))).toEqual({
      is: 'back',
      saved,
      proof: 'proof',
    })
    expect(readEntry(opening(address))).toEqual({ is: 'incoming', callId: saved.callId })
    expect(returnProof(new URL(address, 'https://peal.example'))).toBe('proof')
  })
})

describe('drive-by-call', () => {
  const address = '/call/new?to=grace&with=webrtc#intent=n'

  test('a fresh intent of Peal’s own page places the call', () => {
    expect(readEntry(opening(address, { intent: intent() }))).toEqual({
      is: 'place',
      target: toGrace,
    })
  })

  test.each([
    ['no intent', null],
    ['one that is 10 s old', intent({ at: NOW - 10_000 })],
    ['one of the future', intent({ at: NOW + 1 })],
    ['one for somebody else', intent({ to: 'linus' })],
    ['one for another connector', intent({ connector: 'teams' })],
    ['no JSON', '{'],
    ['other JSON', '{"to":"grace"}'],
  ])('%s: a question', (_what, text) => {
    expect(readEntry(opening(address, { intent: text }))).toEqual({
      is: 'question',
      target: toGrace,
    })
  })

  test('an intent counts until its last millisecond', () => {
    const entry = readEntry(opening(address, { intent: intent({ at: NOW - 9_999 }) }))
    expect(entry.is).toBe('place')
  })

  test('the nonce is read from the fragment', () => {
    expect(intentNonce(opening(address).url)).toBe('n')
    expect(intentNonce(opening('/call/new?to=grace&intent=n').url)).toBeNull()
  })

  test('the connector is webrtc unless the address names one, and decides how the call is carried', () => {
    expect(readEntry(opening('/call/new?to=Grace'))).toEqual({ is: 'question', target: toGrace })
    const room = opening('/call/new?to=grace&with=jitsi', { kindOf: () => 'room' })
    expect(readEntry(room)).toMatchObject({ target: { connector: 'jitsi', kind: 'room' } })
  })

  test.each(['/call/new', '/call/new?to=', '/call/new?to=a b', '/call/new?to=grace&with=%2F'])(
    '%s is no address of a call',
    (address_) => {
      expect(readEntry(opening(address_))).toEqual({ is: 'nowhere' })
    },
  )
})

describe('drive-by-answer', () => {
  test('an answer token in the fragment answers the call', () => {
    expect(readEntry(opening(`/call/c1#answer=${TOKEN}&leg=l1&video=0`))).toEqual({
      is: 'answer',
      callId: 'c1',
      legId: 'l1',
      answerToken: TOKEN,
      soundOnly: true,
      kind: 'peer',
    })
    const room = readEntry(opening(`/call/c1#answer=${TOKEN}&leg=l1&video=1&kind=room`))
    expect(room).toMatchObject({ soundOnly: false, kind: 'room' })
  })

  test.each([
    '/call/c1',
    '/call/c1#answer=short&leg=l1',
    `/call/c1#answer=${TOKEN}`,
    `/call/c1?answer=${TOKEN}&leg=l1`,
  ])('%s opens the incoming screen', (address) => {
    expect(readEntry(opening(address))).toEqual({ is: 'incoming', callId: 'c1' })
  })

  test.each(['/call', '/call/c1/x', '/call/c%20', '/calls'])(
    '%s is no address of a call',
    (address) => {
      expect(readEntry(opening(address))).toEqual({ is: 'nowhere' })
    },
  )
})

describe('a reload', () => {
  const saved = savedLeg({ callId: 'c1' })

  test('finds the saved leg of the call', () => {
    const entry = readEntry(opening('/call/c1', { saved: JSON.stringify(saved) }))
    expect(entry).toEqual({ is: 'back', saved })
  })

  test('finds a leg that an earlier version saved', () => {
    const { soundOnly: _, ...older } = saved
    const entry = readEntry(opening('/call/c1', { saved: JSON.stringify(older) }))
    expect(entry).toEqual({ is: 'back', saved })
  })

  test.each([
    ['of another call', JSON.stringify({ ...saved, callId: 'c2' })],
    ['that is broken', 'x'],
    ['of another form', '{"callId":"c1"}'],
  ])('ignores a saved leg %s', (_what, text) => {
    expect(readEntry(opening('/call/c1', { saved: text }))).toEqual({
      is: 'incoming',
      callId: 'c1',
    })
  })
})
