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

function turnOf(clock: TestClock, callId: string, legId: string) {
  const { iceServers } = createIceServers(() => settings, clock)(callId, legId)
  const turn = iceServers.find(({ username }) => username !== undefined)
  if (turn?.username === undefined) throw new Error('there is no TURN server')
  return { ...turn, username: turn.username }
}

describe('turn-abuse', () => {
  it('gives credentials as coturn checks them, for an hour at most', () => {
    const clock = new TestClock()
    clock.advance(999)
    const turn = turnOf(clock, 'call', 'leg')
    const [expiry = ''] = turn.username.split(':')
    const lasts = Number(expiry) * 1_000 - clock.now()
    expect(lasts).toBeGreaterThan(3_590_000)
    expect(lasts).toBeLessThanOrEqual(3_600_000)
    const hmac = createHmac('sha1', SECRET).update(turn.username).digest('base64')
    expect(turn.credential).toBe(hmac)
    expect(turn.urls).toEqual(settings.turnUrls)
  })

  it('names a quota of its own for each leg, which tells neither call nor leg', () => {
    const clock = new TestClock()
    const user = (call: string, leg: string) => turnOf(clock, call, leg).username.split(':')[1]
    expect(user('call', 'a')).toBe(user('call', 'a'))
    expect(new Set([user('call', 'a'), user('call', 'b'), user('other', 'a')]).size).toBe(3)
    expect(user('call', 'a')).toMatch(/^[0-9a-f]{16}$/)
  })

  it('has no servers where none are set, and STUN alone without a secret', () => {
    const clock = new TestClock()
    const none = { stunUrls: [], turnUrls: [], turnSecret: null }
    expect(createIceServers(() => none, clock)('c', 'l').iceServers).toEqual([])
    const stun = { ...none, stunUrls: ['stun:s'] }
    expect(createIceServers(() => stun, clock)('c', 'l').iceServers).toEqual([{ urls: ['stun:s'] }])
  })
})
