import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { vapidFault } from '../../support/push/vapid-check.ts'

const NOW = Date.UTC(2026, 10, 24, 12)
const NOW_S = NOW / 1000
const AUDIENCE = 'https://fcm.googleapis.com'
const CLAIMS = { aud: AUDIENCE, exp: NOW_S + 3600, sub: 'mailto:admin@example.org' }

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function makeSender() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const point = Buffer.concat([
    Buffer.from([4]),
    Buffer.from(x, 'base64url'),
    Buffer.from(y, 'base64url'),
  ])
  return { privateKey, key: point.toString('base64url') }
}

function token(
  privateKey: KeyObject,
  claims: unknown,
  head: unknown = { typ: 'JWT', alg: 'ES256' },
) {
  const signed = `${part(head)}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(signed), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return `${signed}.${signature.toString('base64url')}`
}

const sender = makeSender()
const other = makeSender()
const expected = { audience: AUDIENCE, applicationServerKey: sender.key, now: NOW }
const header = (claims: unknown, head?: unknown) =>
  `vapid t=${token(sender.privateKey, claims, head)}, k=${sender.key}`
const statusOf = (value: string | undefined) => vapidFault(value, expected)?.status ?? null

describe('the check of the sender', () => {
  it('accepts a token that was signed with the subscription’s key', () => {
    expect(vapidFault(header(CLAIMS), expected)).toBeNull()
    expect(statusOf(header({ aud: AUDIENCE, exp: CLAIMS.exp }))).toBeNull()
    expect(vapidFault(header(CLAIMS), { ...expected, applicationServerKey: null })).toBeNull()
  })

  it('refuses a request without a token or a key', () => {
    const { privateKey, key } = sender
    expect(statusOf(undefined)).toBe(401)
    expect(statusOf(`Bearer ${token(privateKey, CLAIMS)}`)).toBe(401)
    expect(statusOf(`vapid t=${token(privateKey, CLAIMS)}`)).toBe(401)
    expect(statusOf(`vapid k=${key}`)).toBe(401)
  })

  it('refuses another sender’s key, and a token that another sender signed', () => {
    const theirs = token(other.privateKey, CLAIMS)
    expect(statusOf(`vapid t=${theirs}, k=${other.key}`)).toBe(403)
    expect(statusOf(`vapid t=${theirs}, k=${sender.key}`)).toBe(403)
  })

  it.each([
    ['audience of another service', { ...CLAIMS, aud: 'https://web.push.apple.com' }],
    ['audience with a path', { ...CLAIMS, aud: `${AUDIENCE}/fcm/send/a` }],
    ['end that is over', { ...CLAIMS, exp: NOW_S }],
    ['end more than a day ahead', { ...CLAIMS, exp: NOW_S + 25 * 3600 }],
    ['end that is no number', { ...CLAIMS, exp: 'tomorrow' }],
    ['contact that is no address', { ...CLAIMS, sub: 'the administrator' }],
  ])('refuses a token with an %s', (_, claims) => {
    expect(statusOf(header(claims))).toBe(403)
  })

  it('refuses malformed tokens', () => {
    expect(statusOf(header(CLAIMS, { alg: 'none' }))).toBe(403)
    expect(statusOf(`vapid t=a.b.c, k=${sender.key}`)).toBe(403)
    expect(statusOf(`vapid t=a, k=${sender.key}`)).toBe(403)
    expect(
      vapidFault('vapid t=a.b.c, k=AAAA', { ...expected, applicationServerKey: null }),
    ).toEqual(expect.objectContaining({ status: 403 }))
  })
})
