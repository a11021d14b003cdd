import type { LookupAddress } from 'node:dns'
import { describe, expect, it } from 'vitest'
import { isPublicAddress, publicLookup } from '../../../push-server/push/endpoint-check.ts'
import { createPushClient, readRetryAfter } from '../../../push-server/push/push-client.ts'

const v4 = (address: string): LookupAddress => ({ address, family: 4 })
const v6 = (address: string): LookupAddress => ({ address, family: 6 })

describe('addresses of push services', () => {
  it.each([
    v4('0.0.0.0'),
    v4('10.1.2.3'),
    v4('100.64.0.1'),
    v4('127.0.0.1'),
    v4('169.254.169.254'),
    v4('172.31.255.255'),
    v4('192.168.1.1'),
    v4('224.0.0.1'),
    v4('255.255.255.255'),
    v6('::'),
    v6('::1'),
    v6('::ffff:10.0.0.1'),
    v6('64:ff9b::a00:1'),
    v6('fd00::1'),
    v6('fe80::1'),
    v6('ff02::1'),
  ])('$address is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each([v4('142.250.1.1'), v4('172.32.0.1'), v6('2a00:1450:4001::1')])(
    '$address is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it('are the only ones that sockets get, in either form', () => {
    const lookup = publicLookup((_host, _options, answered) =>
      answered(null, [v4('10.0.0.1'), v4('142.250.1.1')]),
    )
    lookup('push.example', { all: true }, (error, found) => {
      expect([error, found]).toEqual([null, [v4('142.250.1.1')]])
    })
    lookup('push.example', {}, (error, found, family) => {
      expect([error, found, family]).toEqual([null, '142.250.1.1', 4])
    })
  })

  it('are checked at each connection, so that no known name can lead to a private one', async () => {
    const answers = [[v4('127.0.0.1')], [v6('::1')]]
    const client = createPushClient({
      listed: [],
      proxy: null,
      wall: Date.now,
      lookUp: (_host, _options, answered) => answered(null, answers.shift() ?? []),
    })
    const request = {
      endpoint: 'https://fcm.googleapis.com/fcm/send/x',
      headers: {},
      body: Buffer.from('x'),
    }
    expect(await client.send(request)).toEqual({ ok: false, code: 'EADDRNOTPUBLIC' })
    expect(await client.send(request)).toEqual({ ok: false, code: 'EADDRNOTPUBLIC' })
    expect(await client.send({ ...request, endpoint: 'https://10.0.0.1/x' })).toEqual({
      ok: false,
      code: 'EHOSTNOTLISTED',
    })
    await client.close()
  })
})

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 1)
  it.each([
    ['120', 120_000],
    ['0', 0],
    [new Date(now + 5_000).toUTCString(), 5_000],
    [new Date(now - 5_000).toUTCString(), 0],
    ['soon', null],
    [undefined, null],
  ])('%s', (value, ms) => {
    expect(readRetryAfter(value, now)).toBe(ms)
  })
})
