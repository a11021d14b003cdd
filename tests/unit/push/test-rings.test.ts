import { expect, test } from 'vitest'
import { createTestRings } from '../../../push-server/push/test-rings.ts'

test('a test ring that arrives before its push service has answered counts as accepted', async () => {
  const rings = createTestRings({ now: () => 0, wall: () => 0 })
  const { id, token } = rings.start('device')
  rings.note(id, 'sent')
  rings.report(token, { step: 'woke' })
  rings.note(id, 'accepted')
  const state = await rings.read(id, 'device', null, new AbortController().signal)
  expect(state?.steps.map(({ step }) => step)).toEqual(['sent', 'accepted', 'woke'])
})
