/** attack: U+0000 in what pages send, which not every database can keep. */
import { expect, it } from 'vitest'
import { holdsNul } from '../../push-server/holds-nul.ts'
import { readMessage } from '../../push-server/signaling/incoming.ts'

it.each([
  ['a\0', true],
  [{ name: 'a', more: ['b', { deep: '\0' }] }, true],
  [{ name: '\u0001', count: 0, nothing: null, list: [] }, false],
  [undefined, false],
])('attack: is found in %j: %s', (value, isHeld) => {
  expect(holdsNul(value)).toBe(isHeld)
})

it('attack: a message of a page with it is refused', () => {
  const offer = {
    type: 'call.place',
    req: 8,
    callId: 'c',
    to: 'ada',
    connector: 'webrtc',
    legId: 'l',
  }
  const media = { microphone: true, camera: true }
  const read = (message: object) => readMessage(Buffer.from(JSON.stringify(message)))
  expect(read({ ...offer, media, offer: 'v=0' }).ok).toBe(true)
  expect(read({ ...offer, media, offer: 'v=0\0' })).toMatchObject({ ok: false, req: 8 })
})
