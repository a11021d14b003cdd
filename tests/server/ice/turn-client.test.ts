import { createSocket } from 'node:dgram'
import type { RemoteInfo } from 'node:dgram'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { askBinding, parseIceUrl } from '../../../push-server/doctor/stun-channel.ts'
import { writeXorAddress } from '../../../push-server/ice/stun-address.ts'
import { writeErrorCode } from '../../../push-server/ice/stun-message.ts'
import { ATTRIBUTE, readStun, valueOf, writeStun } from '../../../push-server/ice/stun-message.ts'
import type { StunMessage } from '../../../push-server/ice/stun-message.ts'
import { tryAllocation } from '../../../push-server/doctor/turn-client.ts'

const ada = { username: 'ada', password: 'secret' }
const relayed = { address: '203.0.113.7', port: 50_000 }

/** A UDP server that sends what `answer` returns; null: nothing. */
async function serverThat(answer: (asked: StunMessage, from: RemoteInfo) => Buffer | null) {
  const socket = createSocket('udp4')
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => void socket.close())
  socket.on('message', (bytes, from) => {
    const asked = readStun(bytes)
    const said = asked && answer(asked, from)
    if (said) socket.send(said, from.port, from.address)
  })
  return `127.0.0.1:${socket.address().port}`
}

function error(asked: StunMessage, code: number, nonce: string): Buffer {
  const attributes = [
    { type: ATTRIBUTE.errorCode, value: writeErrorCode(code) },
    { type: ATTRIBUTE.realm, value: Buffer.from('test') },
    { type: ATTRIBUTE.nonce, value: Buffer.from(nonce) },
  ]
  return writeStun({ ...asked, class: 'error', attributes })
}

function success(asked: StunMessage): Buffer {
  const value = writeXorAddress(relayed, asked.transactionId)
  const attributes = [ATTRIBUTE.xorRelayedAddress, ATTRIBUTE.xorMappedAddress].map((type) => ({
    type,
    value,
  }))
  return writeStun({ ...asked, class: 'success', attributes })
}

function nonceOf(asked: StunMessage): string | undefined {
  return valueOf(asked, ATTRIBUTE.nonce)?.toString()
}

describe('the TURN client', () => {
  it('rejects a success response that the server did not sign', async () => {
    const at = await serverThat((asked) =>
      nonceOf(asked) === undefined ? error(asked, 401, 'n') : success(asked),
    )
    await expect(tryAllocation(`turn:${at}`, ada)).rejects.toThrow('not signed')
  })

  it('tries once more with the new nonce if its own is stale', async () => {
    const asked: (string | undefined)[] = []
    const at = await serverThat((message) => {
      asked.push(nonceOf(message))
      return error(message, asked.length === 1 ? 401 : 438, `n${asked.length}`)
    })
    expect(await tryAllocation(`turn:${at}`, ada)).toEqual({ ok: false, code: 438 })
    expect(asked).toEqual([undefined, 'n1', 'n2'])
  })
})

describe('the STUN client', () => {
  it('repeats a lost request, and ignores responses to other requests', async () => {
    let times = 0
    const at = await serverThat((asked) => {
      times += 1
      const other = { ...asked, transactionId: Buffer.alloc(12) }
      return times === 1 ? success(other) : success(asked)
    })
    expect(await askBinding(`stun:${at}`)).toEqual(relayed)
    expect(times).toBe(2)
  })

  it('reports that the server closed the connection', async () => {
    const server = createServer((socket) => socket.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const asking = tryAllocation(`turn:127.0.0.1:${port}?transport=tcp`, ada)
    await expect(asking).rejects.toThrow(/closed the connection|ECONNRESET|EPIPE/)
  })
})

describe('parseIceUrl', () => {
  it.each([
    ['stun:s', { host: 's', port: 3478, transport: 'udp' }],
    ['turn:t:99?transport=tcp', { host: 't', port: 99, transport: 'tcp' }],
    ['turns:t', { host: 't', port: 5349, transport: 'tls' }],
    ['TURNS:t?transport=TCP', { host: 't', port: 5349, transport: 'tls' }],
    ['turns:t?transport=udp', { host: 't', port: 5349, transport: 'dtls' }],
    ['stun:[2001:db8::1]:1', { host: '2001:db8::1', port: 1, transport: 'udp' }],
  ])('parses %s', (url, parsed) => {
    expect(parseIceUrl(url)).toEqual(parsed)
  })

  it('throws if the URL is invalid', () => {
    expect(() => parseIceUrl('http://t')).toThrow('no STUN or TURN address')
  })
})
