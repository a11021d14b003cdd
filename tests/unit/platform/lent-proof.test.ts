import { expect, it, vi } from 'vitest'
import { borrowProof, lendProofs } from '../../../pwa/platform/handover/lent-proof.ts'
import { leaveIntent, takeProof } from '../../../pwa/platform/handover/press-left.ts'
import { intentKey } from '../../../pwa/platform/handover/press-proof.ts'
import { pageTimer } from '../../../pwa/platform/timer.ts'
import { FakeStorage } from '../call-engine/fake-storage.ts'

it('a window gets the proof that another page of Peal holds, once, and nothing else of what is kept', async () => {
  const kept = new FakeStorage()
  kept.setItem('peal.session', 'secret')
  leaveIntent(kept, 'nonce', { to: 'grace', connector: 'webrtc' }, 1_000)
  lendProofs((key) => takeProof(kept, key))
  const intent = await borrowProof(intentKey('nonce'), pageTimer)
  expect(JSON.parse(intent ?? '')).toMatchObject({ to: 'grace', at: 1_000 })
  expect(await borrowProof(intentKey('nonce'), pageTimer)).toBeNull()
  expect(await borrowProof('peal.session', pageTimer)).toBeNull()
  expect(kept.getItem('peal.session')).toBe('secret')
})

it('nothing is lent where the browser refuses channels, and nobody waits for it', async () => {
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      constructor() {
        throw new DOMException('', 'SecurityError')
      }
    },
  )
  lendProofs(() => 'proof')
  expect(await borrowProof(intentKey('nonce'), () => () => undefined)).toBeNull()
  vi.unstubAllGlobals()
})
