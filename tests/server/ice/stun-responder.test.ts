import { execFile } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { promisify } from 'node:util'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readXorAddress } from '../../../push-server/ice/stun-address.ts'
import {
  ATTRIBUTE,
  METHOD,
  readStun,
  valueOf,
  writeStun,
} from '../../../push-server/ice/stun-message.ts'
import type { StunClass } from '../../../push-server/ice/stun-message.ts'
import { answerDatagrams, openStunResponder } from '../../../push-server/ice/stun-responder.ts'
import { silentLog } from '../../../push-server/log.ts'
import { launch, run } from '../../support/launched.ts'
import { startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { CallWindow, twoPeople } from '../../support/two-people.ts'
import { UdpClient, freeUdpPort } from '../../support/udp.ts'

const exec = promisify(execFile)

function asking(id: string, kind: StunClass = 'request'): Buffer {
  const transactionId = Buffer.from(id.padEnd(12))
  return writeStun({ class: kind, method: METHOD.binding, transactionId, attributes: [] })
}

async function responder(host = '::') {
  const opened = await openStunResponder({ host, port: 0, now: () => 0 }, silentLog)
  onTestFinished(() => opened.close())
  return opened
}

/** The address in an answer, and the transaction of its request. */
function mapped(answer: Buffer) {
  const message = readStun(answer)
  const value = message && valueOf(message, ATTRIBUTE.xorMappedAddress)
  const id = message?.transactionId.toString().trim()
  return { id, ...(message && value && readXorAddress(value, message.transactionId)) }
}

describe('the STUN responder', () => {
  it('tells each client its own address, over IPv4 and IPv6 on one port', async () => {
    const { port } = await responder()
    for (const address of ['127.0.0.1', '::1']) {
      const client = await UdpClient.open(address)
      client.send(asking('one'), port, address)
      expect(mapped(await client.next())).toEqual({ id: 'one', address, port: client.port })
    }
  })

  it.each(['127.0.0.1', '::1'])('is understood by turnutils_stunclient (%s)', async (address) => {
    const { port } = await responder()
    const { stdout } = await exec('turnutils_stunclient', ['-p', String(port), address])
    expect(stdout).toMatch(new RegExp(`UDP reflexive addr: \\[?${address}\\]?:\\d+`))
  })

  it('ignores anything but binding requests, and keeps running', async () => {
    const { port } = await responder()
    const client = await UdpClient.open()
    client.send(asking('two', 'indication'), port)
    client.send(Buffer.alloc(1_400, 1), port)
    client.send(asking('three'), port)
    expect(mapped(await client.next()).id).toBe('three')
  })

  it('answers one source at most a hundred times a second, and still answers others', async () => {
    const { port } = await responder('127.0.0.1')
    const client = await UdpClient.open()
    for (let each = 0; each < 150; each += 1) client.send(asking(`flood ${each}`), port)
    const other = await UdpClient.open('127.0.0.2')
    other.send(asking('other'), port)
    expect(mapped(await other.next()).id).toBe('other')
    for (let each = 0; each < 100; each += 1) {
      expect(mapped(await client.next()).id).toBe(`flood ${each}`)
    }
    expect(client.waiting).toBe(0)
  })
})

describe('Peal with its STUN responder', () => {
  it('tells the pages of a call its address', async () => {
    const stunPort = await freeUdpPort()
    const { server, ada } = await twoPeople(await startServer({ settings: { stunPort } }))
    const caller = await CallWindow.open(server, ada)
    const callId = await caller.place('grace')
    const { iceServers } = await caller.client.ask({
      type: 'ice.get',
      callId,
    })
    const url = `stun:localhost:${stunPort}`
    expect(iceServers).toEqual([{ urls: [url] }])
    const client = await UdpClient.open()
    client.send(asking('peal'), stunPort)
    expect(mapped(await client.next())).toMatchObject({ id: 'peal', port: client.port })
  })

  it('does not start if its port is taken, except the demo', async () => {
    const taken = await UdpClient.open()
    const env = { PORT: '0', PEAL_STUN_PORT: String(taken.port) }
    const refused = await run([], { ...env, PEAL_DATA: tempDir() })
    expect([refused.code, refused.stdout, refused.stderr]).toEqual([
      1,
      '',
      `PEAL_STUN_PORT: UDP ${taken.port} on 127.0.0.1 is in use by another program; it must be a free port, or 0 for no STUN responder.\n`,
    ])
    const demo = await launch(['--demo'], { ...env, LOG_LEVEL: 'info' })
    await demo.line(/press Call/)
    expect((await demo.end()).stderr).toContain('started without STUN')
  })

  it('frees the port when it stops', async () => {
    const stunPort = await freeUdpPort()
    const { peal } = await startServer({ settings: { stunPort } })
    await peal.stop()
    await UdpClient.open('127.0.0.1', stunPort)
  })
})

it('the STUN responder survives a datagram from port 0 and answers the next one', async () => {
  const socket = createSocket('udp4')
  onTestFinished(() => void socket.close())
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  answerDatagrams(socket, () => 0)
  const from = { address: '127.0.0.1', family: 'IPv4', port: 0, size: 20 } as const
  expect(() => socket.emit('message', asking('nobody'), from)).not.toThrow()
  const client = await UdpClient.open()
  client.send(asking('me'), socket.address().port)
  expect(mapped(await client.next())).toMatchObject({ id: 'me' })
})
