import { describe, expect, it } from 'vitest'
import { watchAttention } from '../../../pwa/platform/browser/attention.ts'
import type { AttentionDeps } from '../../../pwa/platform/browser/attention.ts'
import { browserName } from '../../../pwa/platform/browser/browser-name.ts'
import { copyText } from '../../../pwa/platform/browser/clipboard.ts'
import { deviceKind, isLowered } from '../../../pwa/platform/browser/device-kind.ts'
import {
  FIRST_CHOICES,
  preferDevice,
  preferredDevice,
  readChoices,
  writeChoices,
} from '../../../pwa/platform/browser/media-choices.ts'
import { mediaPermission } from '../../../pwa/platform/browser/media-permission.ts'
import { lackingForCalls } from '../../../pwa/platform/browser/support.ts'
import { FakeStorage } from '../call-engine/fake-storage.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0 Safari/537.36'

describe('the kind of a device', () => {
  it.each([
    ['a desktop', { userAgent: CHROME, maxTouchPoints: 0 }, 'desktop'],
    ['a desktop with a touch screen', { userAgent: CHROME, maxTouchPoints: 10 }, 'desktop'],
    [
      'an Android phone',
      { userAgent: 'X (Linux; Android 15) Mobile', maxTouchPoints: 5 },
      'mobile',
    ],
    [
      'an iPad',
      { userAgent: 'X (Macintosh; Intel) Version/18 Safari', maxTouchPoints: 5 },
      'mobile',
    ],
    [
      'a Mac',
      { userAgent: 'X (Macintosh; Intel) Version/18 Safari', maxTouchPoints: 0 },
      'desktop',
    ],
    [
      'a browser that says so',
      { userAgent: CHROME, maxTouchPoints: 0, userAgentData: { mobile: true } },
      'mobile',
    ],
  ])('of %s', (_, navigator, kind) => {
    expect(deviceKind(navigator)).toBe(kind)
    expect(deviceKind(navigator, true)).toBe('mobile')
  })

  it('can be lowered by the address, but not raised', () => {
    expect(isLowered('?device=mobile')).toBe(true)
    expect(isLowered('?device=desktop')).toBe(false)
  })
})

describe('the name of a browser', () => {
  it.each([
    [CHROME, [], 'chromium', 'Chrome'],
    [CHROME, [{ brand: 'Chromium' }], 'chromium', 'Chromium'],
    [CHROME, [{ brand: 'Chromium' }, { brand: 'Google Chrome' }], 'chromium', 'Chrome'],
    [
      `${CHROME} Edg/156.0`,
      [{ brand: 'Chromium' }, { brand: 'Microsoft Edge' }],
      'chromium',
      'Edge',
    ],
    ['Mozilla/5.0 Gecko/20100101 Firefox/152.0', [], 'firefox', 'Firefox'],
    ['X (Macintosh) AppleWebKit Version/18.4 Safari/605', [], 'safari', 'Safari'],
    ['curl/8', [], 'other', null],
  ])('%s', (userAgent, brands, family, name) => {
    expect(browserName(userAgent, brands)).toEqual({ family, name })
  })
})

describe('what a browser lacks', () => {
  const able = {
    isSecureContext: true,
    RTCPeerConnection: class {},
    RTCRtpSender: { prototype: { replaceTrack: () => undefined } },
    WebSocket: class {},
    navigator: { mediaDevices: { getUserMedia: () => undefined }, locks: {} },
  }
  it('is nothing, only the secure context, or each missing feature', () => {
    expect(lackingForCalls(able)).toEqual([])
    expect(lackingForCalls({ isSecureContext: false })).toEqual(['secure-context'])
    expect(lackingForCalls({})).toEqual(['webrtc', 'media', 'websocket', 'locks'])
    expect(lackingForCalls({ ...able, RTCRtpSender: { prototype: {} } })).toEqual(['webrtc'])
  })
})

describe('a permission', () => {
  it('is what the browser reports, or unknown', async () => {
    const says = (state: PermissionState) => ({
      query: () => Promise.resolve({ state } as PermissionStatus),
    })
    expect(await mediaPermission('camera', says('prompt'))).toBe('prompt')
    const refuses = { query: () => Promise.reject(new TypeError('camera')) }
    expect(await mediaPermission('camera', refuses)).toBe('unknown')
  })
})

describe('attention', () => {
  it('reports each change of visibility and of the ability to sound, once', () => {
    const listeners = new Map<string, () => void>()
    let focused = true
    const add = (type: string, listener: unknown) => {
      listeners.set(type, listener as () => void)
    }
    const page = {
      document: {
        visibilityState: 'visible',
        hasFocus: () => focused,
        addEventListener: add,
        removeEventListener: add,
      },
      window: { addEventListener: add, removeEventListener: add },
      navigator: { userActivation: { hasBeenActive: false } },
    }
    const told: unknown[] = []
    const watch = watchAttention((now) => told.push(now), page as unknown as AttentionDeps)
    listeners.get('pointerdown')?.()
    page.navigator.userActivation.hasBeenActive = true
    listeners.get('pointerdown')?.()
    listeners.get('keydown')?.()
    page.document.visibilityState = 'hidden'
    listeners.get('visibilitychange')?.()
    watch.soundProved()
    page.document.visibilityState = 'visible'
    listeners.get('visibilitychange')?.()
    focused = false
    listeners.get('blur')?.()
    focused = true
    listeners.get('focus')?.()
    watch.soundFailed()
    watch.soundProved()
    expect(told).toEqual([
      { visible: true, canSound: true },
      { visible: false, canSound: true },
      { visible: true, canSound: true },
      { visible: false, canSound: true },
      { visible: true, canSound: true },
      { visible: true, canSound: false },
      { visible: true, canSound: true },
    ])
  })
})

describe('choices of devices', () => {
  it('are remembered, the last chosen first, and survive broken storage', () => {
    const storage = new FakeStorage()
    expect(readChoices(storage)).toEqual(FIRST_CHOICES)
    let choices = preferDevice(FIRST_CHOICES, 'cameras', 'a')
    choices = preferDevice(choices, 'cameras', 'b')
    choices = preferDevice(choices, 'cameras', 'a')
    writeChoices(storage, { ...choices, camera: false })
    expect(readChoices(storage)).toEqual({ ...FIRST_CHOICES, camera: false, cameras: ['a', 'b'] })
    expect(preferredDevice(choices, 'cameras', ['b', 'c'])).toBe('b')
    expect(preferredDevice(choices, 'cameras', ['c'])).toBeNull()
    for (const broken of ['{', '7', '{"cameras":[1,"a"],"camera":"no"}']) {
      storage.setItem('peal.media', broken)
      expect(readChoices(storage).camera).toBe(true)
    }
    expect(readChoices(storage).cameras).toEqual(['a'])
  })
})

describe('a text', () => {
  it('is copied, unless the browser refuses it or does not answer within a second', async () => {
    const { timer } = new FakeTimer()
    const copied: string[] = []
    const copies = {
      writeText: (text: string) => {
        copied.push(text)
        return Promise.resolve()
      },
    }
    expect(await copyText('link', timer, copies)).toBe(true)
    expect(copied).toEqual(['link'])
    const refuses = { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) }
    expect(await copyText('link', timer, refuses)).toBe(false)
    const clock = new FakeTimer()
    const late = copyText('link', clock.timer, { writeText: () => new Promise(() => undefined) })
    clock.pass(1_000)
    expect(await late).toBe(false)
  })
})
