import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { checkIce } from '../../../push-server/doctor/ice-check.ts'
import { answerBinding } from '../../../push-server/ice/binding-answer.ts'

/** A STUN server that sees everybody at this address. */
async function stunThatSees(address: string): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (asked, { port }) => {
    const answer = answerBinding(asked, { address, port: 4_711 })
    if (answer !== null) socket.send(answer, port, '127.0.0.1')
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return `stun:127.0.0.1:${socket.address().port}`
}

async function statusOf(address: string, isHere: boolean): Promise<string | undefined> {
  const none = { turnUrls: [], credentials: { username: '', password: '' } }
  const [stun] = await checkIce({ stunUrls: [await stunThatSees(address)], ...none }, isHere)
  expect(stun?.found).toContain(address)
  return stun?.status
}

it.each([
  '10.1.2.3',
  '127.0.0.1',
  '172.17.0.2',
  '172.31.255.1',
  '192.168.0.9',
  '169.254.7.7',
  // Shared by the customers of a provider (RFC 6598), and used by overlay networks.
  '100.64.0.1',
  '100.99.1.1',
  '100.127.255.254',
  'fd00::1',
  'fe80::1',
])('the doctor warns of a STUN server that sees the private address %s', async (address) => {
  expect(await statusOf(address, false)).toBe('warning')
  // Nobody calls from elsewhere.
  expect(await statusOf(address, true)).toBe('ok')
})

it.each(['8.8.8.8', '100.63.255.255', '100.128.0.1', '172.32.0.1', '192.169.0.1', '2001:4860::1'])(
  'the doctor finds nothing wrong with a STUN server that sees the public address %s',
  async (address) => {
    expect(await statusOf(address, false)).toBe('ok')
  },
)
