import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createIceServers } from '../../../push-server/ice/ice-servers.ts'
import { TestClock } from '../../support/server.ts'

const SECRET = 'static-auth-secret'
const settings = {
  stunUrls: ['stun:stun.example.org'],
  turnUrls: ['turn:turn.example.org?transport=udp', 'turns:turn.example.org'],
  turnSecret: SECRET,
}

function turnOf(clock: TestClock, memberId: string) {
  const { iceServers } = createIceServers(() => settings, clock)(memberId)
  const turn = iceServers.find(({ username }) => username !== undefined)
  if (turn?.username === undefined) throw new Error('there is no TURN server')
  return { ...turn, username: turn.username }
}

describe('turn-abuse', () => {
  it('gives credentials as coturn checks them, for 15 minutes at most', () => {
    const clock = new TestClock()
    clock.advance(999)
    const turn = turnOf(clock, 'ada')
    const [expiry = ''] = turn.username.split(':')
    const lasts = Number(expiry) * 1_000 - clock.now()
    expect(lasts).toBeGreaterThan(899_000 - 1_000)
    expect(lasts).toBeLessThanOrEqual(900_000)
    const hmac = createHmac('sha1', SECRET).update(turn.username).digest('base64')
    expect(turn.credential).toBe(hmac)
    expect(turn.urls).toEqual(settings.turnUrls)
  })

  it('names one quota for each member, in all calls, which does not tell who it is', () => {
    const clock = new TestClock()
    const user = (memberId: string) => turnOf(clock, memberId).username.split(':')[1]
    const before = user('ada')
    clock.advance(600_000)
    expect(user('ada')).toBe(before)
    expect(user('grace')).not.toBe(before)
    expect(before).toMatch(/^[0-9a-f]{16}$/)
    const other = createIceServers(() => ({ ...settings, turnSecret: 'another' }), clock)('ada')
    expect(JSON.stringify(other)).not.toContain(before)
  })

  it('has no servers where none are set, and STUN alone without a secret', () => {
    const clock = new TestClock()
    const none = { stunUrls: [], turnUrls: [], turnSecret: null }
    expect(createIceServers(() => none, clock)('ada').iceServers).toEqual([])
    const stun = { ...none, stunUrls: ['stun:s'] }
    expect(createIceServers(() => stun, clock)('ada').iceServers).toEqual([{ urls: ['stun:s'] }])
  })
})
