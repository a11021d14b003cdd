import { describe, expect, it } from 'vitest'
import { clientAddress, limitKey, trustIn } from '../../../push-server/http/client-address.ts'

const none = trustIn([])
const lan = trustIn(['10.0.0.0/8', '127.0.0.1', 'fd00::/8'])

describe('clientAddress', () => {
  it.each([
    ['believes nobody unless told', '203.0.113.9', '198.51.100.1', none, '203.0.113.9'],
    ['believes a trusted proxy', '10.1.2.3', '198.51.100.1', lan, '198.51.100.1'],
    ['believes it over IPv6', 'fd00::1', '2001:db8::7', lan, '2001:db8::7'],
    ['knows it mapped into IPv6', '::ffff:127.0.0.1', '198.51.100.1', lan, '198.51.100.1'],
    [
      'takes what the proxy saw, not what it was told',
      '10.1.2.3',
      '1.1.1.1, 198.51.100.1',
      lan,
      '198.51.100.1',
    ],
    [
      'goes through a row of proxies',
      '10.1.2.3',
      '1.1.1.1, 198.51.100.1, 10.9.9.9',
      lan,
      '198.51.100.1',
    ],
    ['passes over an empty entry', '10.1.2.3', '198.51.100.1, ', lan, '198.51.100.1'],
    ['passes over empty entries', '10.1.2.3', ', 198.51.100.1,, ,', lan, '198.51.100.1'],
    ['passes over a port', '10.1.2.3', '198.51.100.1:4711', lan, '198.51.100.1'],
    ['passes over a colon without a port', '10.1.2.3', '198.51.100.1:', lan, '198.51.100.1'],
    ['passes over brackets', '10.1.2.3', '[2001:db8::7]:', lan, '2001:db8::7'],
    ['knows it mapped in hex', '::ffff:a01:203', '::ffff:c633:6401', lan, '198.51.100.1'],
    ['knows it mapped in full', '10.1.2.3', '0:0:0:0:0:FFFF:c633:6401', lan, '198.51.100.1'],
    ['leaves others as they are', '10.1.2.3', '2001:db8::ffff:1', lan, '2001:db8::ffff:1'],
    ['keeps the peer when only commas are said', '10.1.2.3', ', ,', lan, '10.1.2.3'],
    ['keeps the peer when nothing is said', '10.1.2.3', undefined, lan, '10.1.2.3'],
    ['keeps the peer when nonsense is said', '10.1.2.3', 'unknown', lan, '10.1.2.3'],
    ['ends at the first of a row of trusted ones', '10.1.2.3', '10.0.0.7', lan, '10.0.0.7'],
  ])('%s', (_, peer, header, trusted, address) => {
    expect(clientAddress(peer, header, trusted)).toBe(address)
  })
})

describe('limitKey', () => {
  it('counts an IPv4 address by itself and an IPv6 one by its /64', () => {
    expect(limitKey('198.51.100.1')).toBe('198.51.100.1')
    expect(limitKey('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2')
    expect(limitKey('2001:DB8:1:2::9')).toBe('2001:db8:1:2')
    expect(limitKey('2001:db8::9')).toBe('2001:db8:0:0')
    expect(limitKey('::1')).toBe('0:0:0:0')
  })
})
