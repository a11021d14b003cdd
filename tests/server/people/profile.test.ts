import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { signInApi } from '../../../protocol/sign-in-api.ts'
import { PHOTO_MAX_BYTES } from '../../../protocol/people.ts'
import { startServer, TestClock } from '../../support/server.ts'
import type { TestDevice } from '../../support/server.ts'
import { extended, jpegOf, lossless, pngOf, riff, webpOf } from '../../support/pictures.ts'

function upload(device: TestDevice, bytes: Buffer) {
  return device.ask(profileApi.setPhoto, {
    bytes: new Uint8Array(bytes),
    headers: { 'Content-Type': 'application/octet-stream' },
  })
}

describe('the profile', () => {
  it('has a name whose change others see at once', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const grace = await server.person('grace')
    const changed = await ada.ask(profileApi.changeProfile, { body: { name: '  Ada Lovelace ' } })
    expect(changed.data?.name).toBe('Ada Lovelace')
    const seen = await grace.ask(api.contact, { params: { handle: 'ada' } })
    expect(seen.data?.name).toBe('Ada Lovelace')
    expect((await ada.ask(profileApi.changeProfile, { body: { name: '' } })).field).toBe('name')
  })

  it('says until when a member does not want to be disturbed', async () => {
    const clock = new TestClock()
    const server = await startServer({ clock })
    const ada = await server.person('ada')
    const until = clock.now() + 60_000.5
    const set = await ada.ask(profileApi.changeProfile, { body: { dndUntil: until } })
    expect(set.data?.dndUntil).toBe(Math.ceil(until))
    // Another change does not affect it.
    const named = await ada.ask(profileApi.changeProfile, { body: { name: 'Ada' } })
    expect(named.data?.dndUntil).toBe(Math.ceil(until))
    clock.advance(60_001)
    expect((await ada.ask(api.session)).data?.member.dndUntil).toBeNull()
    await ada.ask(profileApi.changeProfile, { body: { dndUntil: 1e300 } })
    const off = await ada.ask(profileApi.changeProfile, { body: { dndUntil: null } })
    expect(off.data?.dndUntil).toBeNull()
  })
})

describe('a photo', () => {
  it.each([
    ['PNG', pngOf(512, 512), 'image/png'],
    ['JPEG', jpegOf(320, 200), 'image/jpeg'],
    ['WebP', webpOf('VP8 ', 512, 300), 'image/webp'],
  ])('can be a %s, which members get with its type and cached for ever', async (_, bytes, type) => {
    const server = await startServer()
    const ada = await server.person('ada')
    const address = (await upload(ada, bytes)).data?.photo
    expect(address).toMatch(/^\/api\/photos\/ada\/[\w-]+$/)
    const url = `${server.local}${address ?? ''}`
    const response = await fetch(url, { headers: { Cookie: ada.cookie } })
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect(response.headers.get('Content-Type')).toBe(type)
    expect(response.headers.get('Cache-Control')).toBe('private, max-age=31536000, immutable')
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect((await fetch(url)).status).toBe(401)
  })

  it('gets a new address when it changes, and has none after its removal', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const first = (await upload(ada, pngOf(10, 10))).data?.photo
    const second = (await upload(ada, pngOf(11, 11))).data?.photo
    expect(second).not.toBe(first)
    const get = async (address: string | null | undefined) => {
      const headers = { Cookie: ada.cookie }
      return (await fetch(`${server.local}${address ?? ''}`, { headers })).status
    }
    expect([await get(first), await get(second)]).toEqual([404, 200])
    expect((await ada.ask(profileApi.removePhoto)).data?.photo).toBeNull()
    expect(await get(second)).toBe(404)
  })

  it.each([
    ['too many pixels', pngOf(513, 10), 413, 'too-large'],
    [
      'more pixels than its canvas says',
      riff(extended(9, 9, 0), lossless(16_383, 9)),
      413,
      'too-large',
    ],
    ['too many bytes', pngOf(10, 10, PHOTO_MAX_BYTES + 1), 413, 'too-large'],
    ['no pixels', pngOf(0, 10), 415, 'not-a-photo'],
    ['a page that says it is a picture', Buffer.from('<html>'.padEnd(64)), 415, 'not-a-photo'],
    ['nothing', Buffer.alloc(0), 415, 'not-a-photo'],
  ])('is refused with %s', async (_, bytes, status, code) => {
    const server = await startServer()
    const ada = await server.person('ada')
    const answer = await upload(ada, bytes)
    expect([answer.status, answer.code]).toEqual([status, code])
    expect((await ada.ask(api.session)).data?.member.photo).toBeNull()
  })

  it('is accepted up to the largest size', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    expect((await upload(ada, pngOf(512, 512, PHOTO_MAX_BYTES))).status).toBe(200)
  })

  it('without a content length is read up to the limit only', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    let sent = 0
    const drip = new ReadableStream({
      pull(controller) {
        sent += 1
        controller.enqueue(new Uint8Array(65_536))
        if (sent === 4_000) controller.close()
      },
    })
    const answer = fetch(`${server.local}/api/me/photo`, {
      method: 'PUT',
      headers: { Origin: server.origin, Cookie: ada.cookie },
      body: drip,
      duplex: 'half',
    } as RequestInit)
    const status = await answer.then(
      (response) => response.status,
      () => 'cut off',
    )
    expect([413, 'cut off']).toContain(status)
    expect(sent).toBeLessThan(1_000)
  })
})

describe('a removed member', () => {
  it('is signed out, found by nobody, and still named in the history of others', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const grace = await server.person('grace')
    await upload(ada, pngOf(10, 10))
    const row = {
      at: 5,
      call_id: 'c1',
      connector_id: 'webrtc',
      reason: 'completed',
      missed: 0,
      duration_ms: 7,
      seen_at: null,
    } as const
    await server.peal.store.write(async (db) => {
      const graces = { member_id: grace.memberId, other_id: ada.memberId, role: 'callee' } as const
      const adas = { member_id: ada.memberId, other_id: grace.memberId, role: 'caller' } as const
      await db
        .insertInto('history')
        .values({ ...row, ...graces })
        .execute()
      await db
        .insertInto('history')
        .values({ ...row, ...adas })
        .execute()
    })
    const token = await server.signInToken('ada')
    expect(await server.peal.people.removeMember('ada')).toBe('ada')
    expect(await server.peal.people.removeMember('ada')).toBeNull()
    expect((await ada.ask(api.session)).code).toBe('signed-out')
    expect((await server.ask(signInApi.lookAtLink, { body: { token } })).code).toBe('link-used')
    const contact = await grace.ask(api.contact, { params: { handle: 'ada' } })
    expect(contact.code).toBe('unknown-member')
    const history = await grace.ask(api.history, { body: { filter: 'all' } })
    expect(history.data?.items.map(({ peer }) => peer)).toEqual([
      { handle: 'ada', name: 'ada', photo: null, accounts: [] },
    ])
    // The handle stays taken.
    expect(
      await server.peal.people.addMember({ handle: 'ada', name: 'Eve', admin: false }),
    ).toBeNull()
  })
})
