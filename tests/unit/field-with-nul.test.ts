/** attack: U+0000 in what pages send, which not every database can keep. */
import { expect, it } from 'vitest'
import { fieldWithNul } from '../../push-server/field-with-nul.ts'
import { readMessage } from '../../push-server/signaling/incoming.ts'

it.each([
  ['a\0', ''],
  [{ name: 'a', more: ['b', { deep: '\0' }] }, 'deep'],
  [{ name: 'a', more: ['b', '\0'] }, 'more'],
  [{ name: '\u0001', count: 0, nothing: null, list: [] }, null],
  [undefined, null],
])('attack: is found in %j, in the field %j', (value, field) => {
  expect(fieldWithNul(value)).toBe(field)
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
