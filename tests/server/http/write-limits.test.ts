/** attack: nothing that a member writes or sends is without a limit. */
import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { profileApi } from '../../../protocol/profile-api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import { createWriteLimits } from '../../../push-server/http/write-limits.ts'
import { startServer } from '../../support/server.ts'

describe('attack: a member who writes without end', () => {
  it('has a limit for every route that changes something', async () => {
    const limits = createWriteLimits()
    const until = async (route: { method: string; path: string }, most: number) => {
      for (let n = 1; n <= most; n += 1) {
        if ((await limits('ada', route)) !== null) return n - 1
      }
      return most
    }
    expect(await until(pushApi.testRing, 100)).toBe(5)
    expect(await until(profileApi.setPhoto, 100)).toBe(20)
    expect(await until({ method: 'PUT', path: '/api/anything' }, 1_000)).toBe(120)
    // What only reads has a budget of its own.
    expect(await until(api.home, 1_000)).toBe(1_000)
    // Others have limits of their own.
    expect(await limits('grace', pushApi.testRing)).toBeNull()
  })

  it('is told when to come back if they read too much, and others are not', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const grace = await server.person('grace')
    const search = () => ada.ask(api.search, { body: { q: 'g' } })
    const answers = await Promise.all(Array.from({ length: 300 }, search))
    const refused = answers.filter(({ status }) => status === 429)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every(({ code, retryMs = 0 }) => code === 'too-many-tries' && retryMs > 0)).toBe(
      true,
    )
    expect((await grace.ask(api.search, { body: { q: 'a' } })).data?.items).toHaveLength(1)
  })

  it('is told when to come back, and can still do everything else', async () => {
    const server = await startServer()
    const ada = await server.person('ada')
    const name = (n: number) => ada.ask(profileApi.changeProfile, { body: { name: `Ada ${n}` } })
    for (let n = 0; n < 60; n += 1) expect((await name(n)).status).toBe(200)
    const refused = await name(60)
    expect([refused.status, refused.code]).toEqual([429, 'too-many-tries'])
    expect(refused.retryMs).toBeGreaterThan(0)
    expect((await ada.ask(api.home)).status).toBe(200)
    expect((await ada.ask(profileApi.removePhoto)).status).toBe(200)
  })
})
