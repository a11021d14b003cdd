/** What the log says of messages that are refused and of sockets that are cut: whose, and why. */
import { expect, test } from 'vitest'
import { silentLog } from '../../../push-server/log.ts'
import { startServer } from '../../support/server.ts'
import { SocketClient } from '../../support/socket-client.ts'
import { connectedCall, twoPeople } from '../../support/two-people.ts'
import { until } from '../../support/until.ts'

type Line = Readonly<Record<string, unknown>>

async function logged() {
  const lines: Line[] = []
  const note = (fields: Line, message: string) => void lines.push({ ...fields, message })
  const server = await startServer({ log: { ...silentLog, debug: note, error: note } })
  const said = (message: string) => lines.filter((line) => line['message'] === message)
  return { server, said }
}

test('a refused message is logged with its device, type and path, and never with what it contains', async () => {
  const { server, said } = await logged()
  const ada = await server.person('ada')
  const client = await SocketClient.open(server, ada)
  const wrong = { type: 'call.hangup', req: 1, callId: 'a secret', legId: 'x' }
  client.sendRaw(JSON.stringify(wrong))
  await client.next('reply')
  client.sendRaw(JSON.stringify({ type: 'a secret' }))
  await client.closed
  const again = await SocketClient.open(server, ada)
  again.sendRaw(Buffer.from('{"type":"ping"}'), { binary: true })
  await again.closed
  const line = { device: ada.deviceId, message: 'a message was refused' }
  expect(said('a message was refused')).toEqual([
    { ...line, type: 'call.hangup', path: 'callId', closes: false },
    { ...line, type: null, path: null, closes: true },
    { ...line, binary: true, inProgress: 0 },
  ])
})

test('a page that does not read is logged when it is cut', async () => {
  const { server, said } = await logged()
  const people = await twoPeople(server)
  const { caller, callee, callId } = await connectedCall(people)
  callee.client.socket.pause()
  const signal = { type: 'signal', callId, legId: caller.legId, gen: 1 } as const
  const body = { description: { type: 'offer', sdp: 'x'.repeat(59_000) } } as const
  let n = 0
  await until('it is cut', async () => {
    for (let more = 0; more < 20; more += 1) caller.client.send({ ...signal, n: (n += 1), body })
    await caller.client.settled()
    return said('a page did not read').length > 0
  })
  expect(said('a page did not read')).toMatchObject([{ device: expect.any(String) }])
})

test('a message that fails is logged with its type and device', async () => {
  const lines: Line[] = []
  let failing = false
  const server = await startServer({
    log: { ...silentLog, error: (fields) => void lines.push(fields) },
    throughStore: (store) => ({
      ...store,
      write: (work) => (failing ? Promise.reject(new Error('full')) : store.write(work)),
    }),
  })
  const ada = await server.person('ada')
  await server.person('grace')
  const client = await SocketClient.open(server, ada)
  client.send({ type: 'hello', v: 1, page: 'call', visible: true, canSound: true })
  await client.next('welcome')
  failing = true
  client.send({ type: 'call.hangup', req: 1, callId: 'call', legId: 'leg' })
  expect(await client.closed).toMatchObject({ code: 1011 })
  expect(lines).toMatchObject([{ type: 'call.hangup', device: ada.deviceId }])
})
