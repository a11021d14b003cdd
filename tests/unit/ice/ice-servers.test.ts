/** The credentials for TURN servers, which check them by clocks of their own. */
import { expect, it } from 'vitest'
import { createIceServers } from '../../../push-server/ice/ice-servers.ts'
import { TestClock } from '../../support/server.ts'

const SETTINGS = { stunUrls: [], turnUrls: ['turn:turn.example.org'], turnSecret: 'secret' }
const MINUTES_15_S = 900

it.each([3_600_000, -3_600_000, 30 * 86_400_000])(
  'a TURN credential is good for 15 minutes by the wall clock, also when that has jumped by %i ms',
  (jumpMs) => {
    const clock = new TestClock()
    clock.setWall(jumpMs)
    const [turn] = createIceServers(() => SETTINGS, clock)('ada').iceServers
    const expiresAt = Number(turn?.username?.split(':')[0])
    expect(expiresAt).toBe(Math.floor(clock.wall() / 1_000) + MINUTES_15_S)
  },
)
