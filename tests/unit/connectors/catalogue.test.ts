/** The addresses that each connector of the catalogue makes, of ordinary and of hostile accounts. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeAddress, templateProblem } from '../../../protocol/connector-address.ts'
import { readAccount } from '../../../protocol/connectors.ts'
import type { Connector } from '../../../protocol/connectors.ts'
import { CATALOGUE } from '../../../protocol/connectors/catalogue.ts'
import { ICON_NAMES } from '../../../pwa/design/icon-names.ts'

/** By connector: an account as somebody types it, and its address. */
const ADDRESSES: Record<string, readonly [typed: string | null, address: string]> = {
  jitsi: [null, 'https://meet.example.org/peal-r00m'],
  'element-call': [null, 'https://meet.example.org/room/#/peal-r00m'],
  bigbluebutton: ['abc-d3f-gh1-jkl', 'https://meet.example.org/rooms/abc-d3f-gh1-jkl/join'],
  'nextcloud-talk': ['x7k2p9qa', 'https://meet.example.org/call/x7k2p9qa'],
  phone: ['+44 20 7946 0018', 'tel:+442079460018'],
  teams: [
    'ada@example.org',
    'https://teams.microsoft.com/l/call/0/0?users=ada@example.org&withVideo=true',
  ],
  sip: ['ada+desk@sip.example.org', 'sip:ada+desk@sip.example.org'],
  facetime: ['+1 (212) 5550142', 'facetime:+12125550142'],
  whatsapp: ['+1 212 555 0142', 'https://wa.me/12125550142'],
  signal: ['+1-212-555-0142', 'https://signal.me/#p/+12125550142'],
  telegram: ['@ada_lovelace', 'https://t.me/ada_lovelace'],
  zoom: ['123 456 7890', 'https://meet.example.org/j/1234567890'],
  'google-meet': ['abc-defg-hij', 'https://meet.google.com/abc-defg-hij'],
}

const others = CATALOGUE.filter(({ kind }) => kind !== 'peer')
const values = (account: string | null) => ({
  account,
  room: 'peal-r00m',
  settings: { host: 'meet.example.org' },
})

function urlOf(connector: Connector, account: string | null): string | null {
  const made = makeAddress(connector, values(account))
  return made.ok ? made.url : null
}

describe('the catalogue', () => {
  test('every id and every account type is unique', () => {
    const ids = CATALOGUE.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const types = CATALOGUE.flatMap(({ account }) => account?.type ?? [])
    expect(new Set(types).size).toBe(types.length)
  })

  test('the table of addresses names every connector except the built-in one', () => {
    expect(others.map(({ id }) => id).sort()).toEqual(Object.keys(ADDRESSES).sort())
  })

  test.each(CATALOGUE.map((connector) => [connector.id, connector] as const))(
    '%s has a valid template, icon, documentation and example',
    (_, connector) => {
      expect(templateProblem(connector)).toBeNull()
      expect(ICON_NAMES).toContain(connector.icon)
      expect(new URL(connector.docs ?? '').protocol).toBe('https:')
      const { account } = connector
      if (account !== null) expect(readAccount(account, account.example)).not.toBeNull()
    },
  )

  test.each(others.map((connector) => [connector.id, connector] as const))(
    '%s makes its address',
    (id, connector) => {
      const [typed, address] = ADDRESSES[id] ?? [null, '']
      const { account } = connector
      const value = account === null ? null : readAccount(account, typed ?? '')
      if (account !== null) expect(value).not.toBeNull()
      expect(urlOf(connector, value)).toBe(address)
      expect(new URL(address).href).toBe(address)
    },
  )

  /** Hostile parts of accounts: delimiters, `..`, other schemes, half characters. */
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'/\\?#@:.%&=+ \t\n\r\0<>"\'{}[]|^`;,'), maxLength: 20 }),
    fc.constantFrom(
      'javascript:alert(1)',
      '//evil.example/',
      '@evil.example',
      'x@evil.example/..//',
      '../../evil',
      '..',
      '%2e%2e',
      '\ud800',
      'a\r\nLocation: https://evil.example',
      '{host}',
      'ada@example.org?users=eve@evil.example',
      'ada@example.org&withVideo=false',
    ),
  )

  test.each(others.map((connector) => [connector.id, connector] as const))(
    'hostile-address: %s keeps scheme, host and shape whatever the account is',
    (id, connector) => {
      const plain = new URL(ADDRESSES[id]?.[1] ?? '')
      fc.assert(
        fc.property(hostile, (account) => {
          // The pattern admits less; the address must be safe even without it.
          const made = urlOf(connector, account)
          if (made === null) return
          const url = new URL(made)
          expect(url.protocol).toBe(plain.protocol)
          expect(url.host).toBe(plain.host)
          expect([url.username, url.password]).toEqual(['', ''])
          expect(url.pathname.split('/').length).toBe(plain.pathname.split('/').length)
          expect([...url.searchParams.keys()]).toEqual([...plain.searchParams.keys()])
          expect(made).toMatch(/^[\x21-\x7e]+$/)
        }),
        { numRuns: 500 },
      )
    },
  )

  test.each(
    others.flatMap(({ id, account }) => (account === null ? [] : [[id, account] as const])),
  )('%s refuses hostile accounts', (_, account) => {
    for (const typed of [
      '',
      ' ',
      'javascript:alert(1)',
      'ada@example.org/../x',
      'a\u0000b',
      'ada@exam\u0440le.org',
      '+44 20 7946 0018 x'.repeat(20),
      '../..',
    ]) {
      expect(readAccount(account, typed), JSON.stringify(typed)).toBeNull()
    }
  })
})
