/** The tokens of rooms, which the meeting server checks by a clock of its own. */
import { decodeJwt } from 'jose'
import { expect, it } from 'vitest'
import { CATALOGUE } from '../../../protocol/connectors/catalogue.ts'
import { roomAddress } from '../../../push-server/connectors/addresses.ts'
import { TestClock } from '../../support/server.ts'

it('a token of a room is made by the wall clock, also when that has jumped', async () => {
  const connector = CATALOGUE.find(({ id }) => id === 'jitsi')
  if (connector === undefined) throw new Error('there is no Jitsi')
  const values = { host: 'meet.example.org', appId: 'peal' }
  const secret = 'k'.repeat(40)
  const none = { firstTitle: '', own: null, removed: false }
  const listed = { connector, enabled: true, values, secret, ...none }
  const person = { handle: 'ada', name: 'Ada', photo: null }
  const clock = new TestClock()
  clock.setWall(3_600_000)
  const address = await roomAddress(listed, { random: 'abc', account: null, person }, clock)
  const { iat } = decodeJwt(new URL(address ?? '').searchParams.get('jwt') ?? '')
  expect(iat).toBe(Math.floor(clock.wall() / 1_000))
})
