/** attack: a member who reads without end keeps nobody else waiting. */
import { describe, expect, it } from 'vitest'
import { api } from '../../../protocol/api.ts'
import { pushApi } from '../../../protocol/push-api.ts'
import { createReadLimits } from '../../../push-server/http/read-limits.ts'

const done = () => Promise.resolve('read')

describe('attack: a member who reads without end', () => {
  it('has a budget that refills, in which a search costs more than a contact', async () => {
    let now = 0
    const limits = createReadLimits(() => now)
    const until = async (memberId: string, route: typeof api.search | typeof api.contact) => {
      for (let n = 0; ; n += 1) {
        if ((await limits(memberId, route, done)) !== 'read') return n
      }
    }
    expect(await until('ada', api.search)).toBe(150)
    expect(await until('grace', api.contact)).toBe(1_500)
    const retryMs = await limits('ada', api.search, done)
    expect(retryMs).toBe(200)
    now += 200
    expect(await limits('ada', api.search, done)).toBe('read')
    now += 3_600_000
    expect(await until('ada', api.search)).toBe(150)
  })

  it('has few requests in progress, and everybody else has a turn between them', async () => {
    const limits = createReadLimits(() => 0)
    const order: string[] = []
    const ends: (() => void)[] = []
    const slow = (name: string) => () => {
      order.push(name)
      return new Promise<string>((resolve) => ends.push(() => resolve(name)))
    }
    const names = ['1', '2', '3', '4', '5', '6']
    const reads = names.map((name) => limits('eve', api.home, slow(name)))
    expect(order).toEqual(['1', '2', '3', '4'])
    // Another member does not wait.
    expect(await limits('ada', api.home, done)).toBe('read')
    ends[0]?.()
    await reads[0]
    expect(order).toEqual(['1', '2', '3', '4'])
    await new Promise((resolve) => setImmediate(resolve))
    expect(order).toEqual(['1', '2', '3', '4', '5'])
    while (order.length < names.length) {
      ends.forEach((end) => end())
      await new Promise((resolve) => setImmediate(resolve))
    }
    ends.forEach((end) => end())
    expect(await Promise.all(reads)).toEqual(names)
    expect(await limits('eve', api.home, done)).toBe('read')
  })

  it('has no fresh budget after a thousand others have read', async () => {
    const limits = createReadLimits(() => 0)
    while ((await limits('eve', api.search, done)) === 'read');
    for (let n = 0; n < 1_500; n += 1) await limits(`member ${n}`, api.contact, done)
    expect(await limits('eve', api.search, done)).not.toBe('read')
  })

  it('is refused when too many of their requests wait', async () => {
    const limits = createReadLimits(() => 0)
    const never = () => new Promise<string>(() => undefined)
    for (let n = 0; n < 204; n += 1) void limits('eve', api.contact, never)
    expect(await limits('eve', api.contact, done)).toBe(1_000)
    // What only waits for something keeps no place, and needs none.
    expect(await limits('eve', pushApi.testState, done)).toBe('read')
  })

  it('keeps no place after a request that failed', async () => {
    const limits = createReadLimits(() => 0)
    for (let n = 0; n < 10; n += 1) {
      const failing = limits('eve', api.home, () => Promise.reject(new Error('broken')))
      await expect(failing).rejects.toThrow('broken')
    }
    expect(await limits('eve', api.home, done)).toBe('read')
  })
})
