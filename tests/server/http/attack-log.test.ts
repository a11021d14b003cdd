/** attack: the log tells an administrator of it, in one line with a code, without secrets. */
import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { createAttackLog } from '../../../push-server/http/attack-log.ts'
import { silentLog } from '../../../push-server/log.ts'
import { TestClock, startServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'

type Line = Readonly<Record<string, unknown>>
const MINUTE_MS = 60_000
const client = { kind: 'desktop', maxTouchPoints: 0 } as const

async function logged() {
  const lines: Line[] = []
  const clock = new TestClock(Date.now())
  const warn = (fields: Line, message: string) => void lines.push({ ...fields, message })
  const server = await startServer({ clock, log: { ...silentLog, warn } })
  const attacks = () => lines.filter(({ message }) => message === 'perhaps an attack')
  return { server, clock, attacks }
}

it('attack: failed sign-ins, lockouts and foreign pages are logged, and what repeats once', async () => {
  const { server, attacks } = await logged()
  const ada = await server.person('ada')
  const attempt = () =>
    server.ask(signInApi.signInByPassword, {
      body: { handle: 'ada', password: 'a secret guess', client },
    })
  for (let n = 0; n < 12; n += 1) await attempt()
  await server.ask(api.signOut, { headers: { Origin: 'https://evil.example', Cookie: ada.cookie } })
  await expect(
    SocketClient.open({ port: server.port, origin: 'https://evil.example' }, ada),
  ).rejects.toThrow()
  expect(attacks().map(({ code }) => code)).toEqual([
    'sign-in-failed',
    'locked-out',
    'foreign-origin',
  ])
  expect(attacks()[0]).toMatchObject({
    member: ada.memberId,
    from: expect.stringMatching(/^\w{8}$/),
  })
  const text = JSON.stringify(attacks())
  for (const secret of ['secret', '127.0.0.1', ada.cookie]) expect(text).not.toContain(secret)
})

describe('attack: what repeats', () => {
  function attacked() {
    const lines: Line[] = []
    const clock = new TestClock()
    const attacks = createAttackLog({ ...silentLog, warn: (line) => void lines.push(line) }, clock)
    const pass = () => {
      lines.length = 0
      clock.advance(MINUTE_MS)
      attacks.tellMore()
      return lines
    }
    return { lines, attacks, pass }
  }

  it('is told once a minute with how often it came, also when it has ended', () => {
    const { lines, attacks, pass } = attacked()
    for (let n = 0; n < 500; n += 1) attacks.note('flood', { member: 'ada' })
    expect(lines).toEqual([{ code: 'flood', member: 'ada' }])
    expect(pass()).toEqual([{ code: 'flood', member: 'ada', more: 499 }])
    expect(pass()).toEqual([])
    attacks.note('flood', { member: 'ada' })
    expect(lines).toEqual([{ code: 'flood', member: 'ada' }])
  })

  it('does not fill the log, from however many addresses it comes', () => {
    const { lines, attacks, pass } = attacked()
    for (let n = 0; n < 5_000; n += 1)
      attacks.note('sign-in-failed', { address: `2001:db8:0:${n.toString(16)}::1` })
    expect(lines).toHaveLength(200)
    expect(pass()).toEqual([{ code: 'sign-in-failed', more: 4_800 }])
    attacks.note('foreign-origin', { address: '203.0.113.9' })
    expect(lines).toHaveLength(2)
  })
})
