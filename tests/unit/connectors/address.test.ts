import { describe, expect, test } from 'vitest'
import {
  OWN_SCHEMES,
  isHost,
  isRoomName,
  makeAddress,
  templateProblem,
} from '../../../protocol/connector-address.ts'
import { readAccount } from '../../../protocol/connectors.ts'
import type { Connector } from '../../../protocol/connectors.ts'
import { makeOwn } from '../../../protocol/connectors/own.ts'
import { host } from '../../../protocol/connectors/settings.ts'

const secret = {
  name: 'secret',
  is: 'secret',
  label: '',
  hint: '',
  initial: '',
  required: false,
} as const
const dial = (template: string) =>
  ({ template, kind: 'dial', settings: [host(''), secret] }) satisfies Partial<Connector>
const room = (template: string) => ({ ...dial(template), kind: 'room' as const })

describe('templates', () => {
  test.each([
    ['javascript:alert({account})', 'scheme'],
    ['JavaScript:alert({account})', 'scheme'],
    ['data:text/html,{account}', 'scheme'],
    ['http://example.org/{account}', 'scheme'],
    ['file:///{account}', 'scheme'],
    ['{account}', 'scheme'],
    ['{account}://example.org/', 'scheme'],
    ['https:/example.org/{account}', 'scheme'],
    ['https:example.org/{account}', 'scheme'],
    ['https://{account}/', 'host'],
    ['https://{account}.example.org/', 'host'],
    ['https://{host}.evil.example/{account}', 'host'],
    ['https://{host}@evil.example/{account}', 'host'],
    ['https://user:pass@example.org/{account}', 'host'],
    ['https://{secret}/{account}', 'host'],
    ['https:///{account}', 'host'],
    ['https://exa%6Dple.org/{account}', 'host'],
    ['https://EXAMPLE.org/{account}', 'host'],
    ['sip://{account}', 'host'],
    ['tel:/{account}', 'host'],
    ['https://example.org\\@evil.example/{account}', 'characters'],
    ['https://example.org/ {account}', 'characters'],
    ['https://example.org/{account}\n', 'characters'],
    ['https://example.org/\u202e{account}', 'characters'],
    ['https://ex\u0430mple.org/{account}', 'characters'],
    [`https://example.org/${'x'.repeat(500)}{account}`, 'characters'],
    ['https://example.org/{nobody}', 'placeholder'],
    ['https://example.org/{account', 'placeholder'],
    ['https://example.org/account}', 'placeholder'],
    ['https://example.org/{account}?key={secret}', 'placeholder'],
    ['https://example.org/{room}?who={account}', 'placeholder'],
    ['https://example.org/', 'nothing-to-fill'],
    ['https://example.org/{host}', 'nothing-to-fill'],
    ['https://example.org/{account}', null],
    ['https://{host}/x?user={account}#{digits}', null],
    ['https://example.org:8443/{account}', null],
    ['sip:{account}', null],
    ['tel:{account}', null],
  ])('%j: %s', (template, problem) => {
    expect(templateProblem(dial(template), OWN_SCHEMES)).toBe(problem)
  })

  test('the template of a room must be https and have a room name', () => {
    expect(templateProblem(room('sip:{account}'))).toBe('scheme')
    expect(templateProblem(room('https://example.org/{host}'))).toBe('nothing-to-fill')
    expect(templateProblem(room('https://example.org/{room}'))).toBeNull()
    expect(templateProblem(room('https://example.org/{account}'))).toBeNull()
  })

  test("an administrator's own make fewer schemes than the catalogue", () => {
    expect(templateProblem(dial('facetime:{account}'))).toBeNull()
    expect(templateProblem(dial('facetime:{account}'), OWN_SCHEMES)).toBe('scheme')
  })
})

describe('hosts', () => {
  test.each([
    'meet.example.org',
    'localhost',
    'localhost:8443',
    '10.0.0.1',
    '255.250.199.1:8443',
    'xn--mnchen-3ya.de',
  ])('%s is a host', (text) => expect(isHost(text)).toBe(true))
  test.each([
    '',
    '.',
    'a..b',
    '-a.org',
    'a-.org',
    'Meet.example.org',
    'meet.example.org/',
    'user@meet.example.org',
    'https://meet.example.org',
    'meet.example.org:0',
    'meet.example.org:65536',
    'meet.example.org:',
    'm\u0435et.example.org',
    'meet example.org',
    'meet.example.org\\evil',
    `${'a'.repeat(64)}.org`,
    '300.1.1.1',
    'meet.example.1',
    '010.0.0.1',
    '0x7f000001',
    '1.2.3.4.5',
    '1.2.3',
    `${'a.'.repeat(130)}org`,
  ])('%j is not a host', (text) => expect(isHost(text)).toBe(false))
})

test.each([
  ['peal-{call}', true],
  ['{call}', true],
  ['peal', false],
  ['{call}{call}', false],
  ['a/{call}', false],
  ['a {call}', false],
])('the room name %j: %s', (text, right) => expect(isRoomName(text)).toBe(right))

describe('addresses', () => {
  const values = { account: 'ada', room: 'r', settings: { host: 'meet.example.org' } }

  test('an address with something missing is not made, and what is missing is named', () => {
    const template = dial('https://{host}/{account}')
    expect(makeAddress(template, { ...values, account: null })).toEqual({
      ok: false,
      missing: 'account',
    })
    expect(makeAddress(template, { ...values, account: '' })).toMatchObject({ missing: 'account' })
    expect(makeAddress(template, { ...values, settings: {} })).toMatchObject({ missing: 'host' })
    expect(makeAddress(template, { ...values, settings: { host: 'a@b' } })).toMatchObject({
      missing: 'host',
    })
    expect(makeAddress(dial('tel:{digits}'), { ...values, account: 'none' })).toMatchObject({
      missing: 'digits',
    })
  })

  test('an invalid template makes no address', () => {
    expect(makeAddress(dial('javascript:{account}'), values)).toMatchObject({ ok: false })
  })

  test.each(['address', 'phone', 'name', 'number', 'any'] as const)(
    'every account of the form %s makes an address',
    (form) => {
      const account = { label: 'x', form }
      const own = { title: 'x', hint: '', kind: 'dial' as const, account }
      const connector = makeOwn('x', { ...own, template: 'https://example.org/{account}' })
      for (const typed of ['.', '..', '...', '%2e', '0', '/', 'a@.', '+1234567']) {
        const value = connector.account && readAccount(connector.account, typed)
        if (value === null) continue
        expect(makeAddress(connector, { ...values, account: value })).toMatchObject({ ok: true })
      }
    },
  )

  test('values that look like placeholders are not replaced', () => {
    const made = makeAddress(dial('https://{host}/{account}'), { ...values, account: '{host}' })
    expect(made).toEqual({ ok: true, url: 'https://meet.example.org/%7Bhost%7D' })
  })
})
