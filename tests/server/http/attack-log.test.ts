/** attack: the log tells an administrator of it, in one line with a code, without secrets. */
import { expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { silentLog } from '../../../push-server/log.ts'
import { TestClock, startServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'

type Line = Readonly<Record<string, unknown>>
const client = { kind: 'desktop', maxTouchPoints: 0 } as const

async function logged() {
  const lines: Line[] = []
  const clock = new TestClock(Date.now())
  const warn = (fields: Line, message: string) => void lines.push({ ...fields, message })
  const server = await startServer({ clock, log: { ...silentLog, warn } })
  const attacks = () => lines.filter(({ message }) => message === 'perhaps an attack')
  return { server, clock, attacks }
}

it('attack: failed sign-ins, lockouts and foreign pages are logged once a minute, with how often they came', async () => {
  const { server, clock, attacks } = await logged()
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
  clock.advance(60_000)
  await attempt()
  expect(attacks().at(-1)).toMatchObject({ code: 'locked-out', more: 1 })
  const text = JSON.stringify(attacks())
  for (const secret of ['secret', '127.0.0.1', ada.cookie]) expect(text).not.toContain(secret)
})
