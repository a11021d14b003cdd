import { describe, expect, it, vi } from 'vitest'
import { leaveAnswerProof, leaveIntent } from '../../../pwa/platform/handover/press-left.ts'
import { takeAnswerProof, takeIntent } from '../../../pwa/platform/handover/press-proof.ts'
import { forgetLeg, recallLeg, rememberLeg } from '../../../pwa/platform/handover/call-memory.ts'
import { answerAddress, placeAddress } from '../../../pwa/platform/handover/call-addresses.ts'
import {
  navigateTab,
  openCallWindow,
  openTab,
} from '../../../pwa/platform/handover/call-windows.ts'
import { keptDeviceKind } from '../../../pwa/platform/kept-device.ts'
import { FakeStorage } from '../call-engine/fake-storage.ts'

const intent = { to: 'grace', connector: 'webrtc' }

describe('an intent', () => {
  it('can be taken once', () => {
    const storage = new FakeStorage()
    leaveIntent(storage, 'nonce', intent, 1000)
    expect(JSON.parse(takeIntent(storage, 'nonce') ?? '')).toEqual({ ...intent, at: 1000 })
    expect(takeIntent(storage, 'nonce')).toBeNull()
  })

  it('is swept when it was never used', () => {
    const storage = new FakeStorage()
    leaveIntent(storage, 'old', intent, 0)
    storage.setItem('peal.intent.broken', '{')
    storage.setItem('other', 'kept')
    leaveIntent(storage, 'new', intent, 100_000)
    expect(storage.keys()).toEqual(['other', 'peal.intent.new'])
  })
})

describe('the proof of an Answer in a page', () => {
  it('is valid once, for its leg, for ten seconds', () => {
    const storage = new FakeStorage()
    leaveAnswerProof(storage, 'leg', 1000)
    expect(takeAnswerProof(storage, 'other', 1000)).toBe(false)
    expect(takeAnswerProof(storage, 'leg', 10_999)).toBe(true)
    expect(takeAnswerProof(storage, 'leg', 10_999)).toBe(false)
    leaveAnswerProof(storage, 'leg', 1000)
    expect(takeAnswerProof(storage, 'leg', 11_000)).toBe(false)
  })

  it('is invalid when the clock was set back', () => {
    const storage = new FakeStorage()
    leaveAnswerProof(storage, 'leg', 1000)
    expect(takeAnswerProof(storage, 'leg', 999)).toBe(false)
  })
})

describe('the memory of a leg', () => {
  it('is kept for each call', () => {
    const storage = new FakeStorage()
    rememberLeg(storage, 'a', 'text')
    expect(recallLeg(storage, 'a')).toBe('text')
    expect(recallLeg(storage, 'b')).toBeNull()
  })

  it('is removed when the leg is over', () => {
    const storage = new FakeStorage()
    rememberLeg(storage, 'a', 'text')
    forgetLeg(storage, 'a')
    expect(recallLeg(storage, 'a')).toBeNull()
  })
})

describe('the kind of the device that is remembered', () => {
  it.each([
    [null, null],
    ['{', null],
    ['"x"', null],
    ['{"device":{"kind":"tablet"}}', null],
    ['{"device":{"kind":"mobile"}}', 'mobile'],
    ['{"device":{"kind":"desktop"}}', 'desktop'],
  ])('%s is %s', (text, kind) => {
    expect(keptDeviceKind({ getItem: () => text })).toBe(kind)
  })
})

describe('opening a call window', () => {
  it('keeps secrets in the fragment', () => {
    expect(placeAddress('grace', 'webrtc', 'n')).toBe('/call/new?to=grace&with=webrtc#intent=n')
    expect(placeAddress('grace', 'webrtc', null)).toBe('/call/new?to=grace&with=webrtc')
    const answer = { answerToken: 'secret', legId: 'leg', video: false, kind: 'peer' } as const
    const url = new URL(answerAddress('id', answer), 'http://localhost')
    expect(url.pathname + url.search).toBe('/call/id')
    expect(url.hash).toBe('#answer=secret&leg=leg&video=0')
    expect(answerAddress('id', { ...answer, kind: 'room' })).toContain('&kind=room')
  })

  it('opens a window of its own, of the size of a call', () => {
    const opened: string[] = []
    const open = (address?: string | URL, target?: string, features?: string) => {
      opened.push(`${String(address)} ${String(target)} ${String(features)}`)
      return { closed: false } as Window
    }
    openCallWindow('/call/new', { open, location: { assign: () => undefined } })
    expect(opened).toEqual(['/call/new _blank popup,width=960,height=720'])
  })

  it('takes this tab where popups are blocked', () => {
    const went: string[] = []
    const page = (opened: { closed: boolean } | null) => ({
      open: () => opened as Window | null,
      location: { assign: (address: string | URL) => void went.push(String(address)) },
    })
    expect(openCallWindow('/call/new', page({ closed: false }))).toBe('window')
    expect(went).toEqual([])
    expect(openCallWindow('/call/new', page(null))).toBe('same-tab')
    expect(openCallWindow('/call/new', page({ closed: true }))).toBe('same-tab')
    expect(went).toEqual(['/call/new', '/call/new'])
  })

  it('takes this tab where the browser throws', () => {
    const went: string[] = []
    const open = () => {
      throw new DOMException('', 'InvalidAccessError')
    }
    const location = { assign: (address: string | URL) => void went.push(String(address)) }
    expect(openCallWindow('/call/new', { open, location })).toBe('same-tab')
    expect(went).toEqual(['/call/new'])
    expect(openTab('', '', { open })).toBeNull()
  })
})

describe('an address of another program', () => {
  it('is opened in this tab when the tab that was opened for it is closed or used otherwise', () => {
    const here: string[] = []
    const there: string[] = []
    vi.stubGlobal('location', { assign: (url: string) => here.push(url) })
    const tab = {
      closed: false,
      opener: {},
      location: { replace: (url: string) => there.push(url) },
    }
    navigateTab(tab as unknown as Window, 'https://meet.test/a')
    tab.closed = true
    navigateTab(tab as unknown as Window, 'https://meet.test/b')
    const elsewhere = {
      closed: false,
      set opener(_: unknown) {
        throw new DOMException('', 'SecurityError')
      },
    }
    navigateTab(elsewhere as unknown as Window, 'https://meet.test/c')
    vi.unstubAllGlobals()
    expect(there).toEqual(['https://meet.test/a'])
    expect(here).toEqual(['https://meet.test/b', 'https://meet.test/c'])
  })
})
