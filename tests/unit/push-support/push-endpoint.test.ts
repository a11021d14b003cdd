import webPush from 'web-push'
import { describe, expect, it } from 'vitest'
import { makeKeys } from '../../support/push/content-decryption.ts'
import { judgePush, MAX_BODY_BYTES } from '../../support/push/push-endpoint.ts'

const ORIGIN = 'https://fcm.googleapis.com'
const vapid = webPush.generateVAPIDKeys()
const keys = makeKeys()
const target = { origin: ORIGIN, applicationServerKey: vapid.publicKey }

/** A request of web-push, with other headers (undefined takes one out) or another body. */
function judge(headers: Record<string, string | undefined> = {}, changed?: Buffer) {
  const details = webPush.generateRequestDetails(
    {
      endpoint: `${ORIGIN}/fcm/send/a`,
      keys: { p256dh: keys.publicKey.toString('base64url'), auth: keys.auth.toString('base64url') },
    },
    'ring',
    { TTL: 45, topic: 'call', vapidDetails: { subject: 'mailto:a@example.org', ...vapid } },
  )
  const sent = Object.entries(details.headers).map(([name, value]) => [
    name.toLowerCase(),
    `${value}`,
  ])
  const body = changed ?? details.body
  return judgePush(
    {
      headers: { ...(Object.fromEntries(sent) as Record<string, string>), ...headers },
      body: body.subarray(0, MAX_BODY_BYTES),
      bodyLength: body.length,
    },
    target,
    Date.now(),
  )
}

/** A body in the form of a record, of so many bytes, that names this record size. */
function record(bytes: number, recordSize = 4096): Buffer {
  const body = Buffer.alloc(bytes)
  body.writeUInt32BE(recordSize, 16)
  body[20] = 65
  keys.publicKey.copy(body, 21)
  return body
}

describe('the check of a push request', () => {
  it('accepts what web-push sends', () => {
    expect(judge()).toEqual({ ok: true, ttlS: 45, topic: 'call' })
  })

  it('accepts a message without content', () => {
    expect(judge({ 'content-encoding': undefined }, Buffer.alloc(0))).toMatchObject({ ok: true })
  })

  it('limits the TTL to four weeks', () => {
    expect(judge({ ttl: '99999999' })).toMatchObject({ ok: true, ttlS: 2_419_200 })
  })

  it.each([
    ['no TTL', { ttl: undefined }],
    ['a TTL below 0', { ttl: '-1' }],
    ['a broken TTL', { ttl: '1.5' }],
    ['an unknown Urgency', { urgency: 'urgent' }],
    ['a Topic of 33 letters', { topic: 'a'.repeat(33) }],
    ['a Topic that is no URL-safe base64', { topic: 'call:1' }],
    ['no Content-Encoding', { 'content-encoding': undefined }],
    ['the encoding of the drafts', { 'content-encoding': 'aesgcm' }],
  ])('refuses %s', (_, headers) => {
    expect(judge(headers)).toMatchObject({ ok: false, status: 400 })
  })

  it.each([
    ['plain text', Buffer.from('ring')],
    ['plain text of some length', Buffer.alloc(200, 'ring')],
    ['less than a record', record(102)],
    ['two records', record(300, 100)],
    ['a key that is no point', record(300).fill(1, 22, 86)],
  ])('refuses a body of %s', (_, body) => {
    expect(judge({}, body)).toMatchObject({ ok: false, status: 400 })
  })

  it('accepts the smallest record, and at most 4096 bytes', () => {
    expect(judge({}, record(103))).toMatchObject({ ok: true })
    expect(judge({}, record(4096))).toMatchObject({ ok: true })
    expect(judge({}, record(4097))).toMatchObject({ ok: false, status: 413 })
  })

  it('refuses a request without an Authorization header', () => {
    expect(judge({ authorization: undefined })).toMatchObject({ ok: false, status: 401 })
  })
})
