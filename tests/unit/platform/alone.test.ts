import { describe, expect, it } from 'vitest'
import { alone } from '../../../pwa/platform/alone.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

const settled = () => new Promise((resolve) => setImmediate(resolve))
type Locks = Pick<LockManager, 'request'>
const locksThat = (request: unknown) => ({ request }) as Locks

describe('what one tab does at a time', () => {
  it('waits for the tab before it', async () => {
    let running = 0
    let most = 0
    let last = Promise.resolve()
    const locks = locksThat((_: string, work: () => Promise<void>) => (last = last.then(work)))
    const work = async () => {
      most = Math.max(most, ++running)
      await settled()
      running -= 1
    }
    const { timer } = new FakeTimer()
    const once = () => alone('lock', 1_000, work, { locks, timer })
    await Promise.all([once(), once()])
    expect(most).toBe(1)
  })

  it.each([
    ['there are no locks', null],
    ['the lock is refused', locksThat(() => Promise.reject(new DOMException('', 'SecurityError')))],
    [
      'asking for the lock throws',
      locksThat(() => {
        throw new DOMException('', 'SecurityError')
      }),
    ],
  ])('is done even so where %s', async (_, locks) => {
    const { timer } = new FakeTimer()
    expect(await alone('lock', 1_000, () => Promise.resolve('done'), { locks, timer })).toBe('done')
  })

  it('is done once where the lock is given too late', async () => {
    const clock = new FakeTimer()
    let give = () => Promise.resolve('')
    const locks = locksThat((_: string, work: () => Promise<string>) => {
      give = work
      return new Promise(() => undefined)
    })
    let times = 0
    const work = () => Promise.resolve(`done ${(times += 1)}`)
    const done = alone('lock', 1_000, work, { locks, timer: clock.timer })
    await settled()
    clock.pass(1_000)
    expect(await done).toBe('done 1')
    expect(await give()).toBe('done 1')
  })

  it('tells why the work itself failed, and does not repeat it', async () => {
    const locks = locksThat((_: string, work: () => Promise<void>) => work())
    let times = 0
    const work = () => Promise.reject(new Error(`broken ${(times += 1)}`))
    const { timer } = new FakeTimer()
    await expect(alone('lock', 1_000, work, { locks, timer })).rejects.toThrow('broken 1')
  })
})
