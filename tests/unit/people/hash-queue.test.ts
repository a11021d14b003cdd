/** attack: many strangers who make the server hash passwords keep out nobody who is known. */
import { describe, expect, it } from 'vitest'
import { createHashQueue } from '../../../push-server/people/hash-queue.ts'

/** A queue of one at a time, whose works end when they are told to. */
function startQueue(waiting: number) {
  const inTurn = createHashQueue({ atOnce: 1, waiting })
  const begun: string[] = []
  const refused: string[] = []
  let end: () => void = () => undefined
  const settled: Promise<void>[] = []
  function add(isKnown: boolean, key: string, name = key): void {
    const work = () => {
      begun.push(name)
      return new Promise<true>((resolve) => (end = () => resolve(true)))
    }
    const done = inTurn({ isKnown, key }, work).then((ran) => {
      if (ran === null) refused.push(name)
    })
    settled.push(done)
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  async function endOne(): Promise<void> {
    await turn()
    end()
    await turn()
  }
  async function finish(): Promise<void> {
    for (let n = 0; n < settled.length; n += 1) await endOne()
    await Promise.all(settled)
  }
  return { add, endOne, finish, begun, refused }
}

describe('attack: a full line of strangers', () => {
  it('lets every other place to those who are known', async () => {
    const { add, finish, begun, refused } = startQueue(4)
    for (let n = 1; n <= 6; n += 1) add(false, `stranger ${n}`)
    for (let n = 1; n <= 2; n += 1) add(true, `known ${n}`)
    await finish()
    expect(begun).toEqual([
      'stranger 1',
      'known 1',
      'stranger 2',
      'known 2',
      ...['stranger 3', 'stranger 4', 'stranger 5'],
    ])
    expect(refused).toEqual(['stranger 6'])
  })

  it('is served key by key, and refuses the newest of the key that waits most', async () => {
    const { add, finish, begun, refused } = startQueue(3)
    add(false, 'greedy', 'running')
    for (const name of ['first', 'second', 'third']) add(false, 'greedy', name)
    add(false, 'modest')
    await finish()
    expect(begun).toEqual(['running', 'first', 'modest', 'second'])
    expect(refused).toEqual(['third'])
  })

  it('does not let those who are known keep strangers out either', async () => {
    const { add, finish, begun } = startQueue(9)
    add(true, 'a', 'running')
    for (let n = 1; n <= 3; n += 1) add(true, 'a', `known ${n}`)
    add(false, 'stranger')
    await finish()
    expect(begun.indexOf('stranger')).toBeLessThan(3)
  })

  it('lets no more work at once than there are places, also after some of it ended', async () => {
    const inTurn = createHashQueue({ atOnce: 2, waiting: 99 })
    let running = 0
    let most = 0
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return true
    }
    const ask = (key: string) => inTurn({ isKnown: false, key }, work)
    const wave = (keys: readonly string[]) => Promise.all(keys.map(ask))
    // The second wave comes while the first one is handing its places on.
    const first = wave(['a', 'b', 'c', 'd', 'e'])
    await new Promise((resolve) => setImmediate(resolve))
    await Promise.all([first, wave(['f', 'g', 'h', 'i'])])
    expect(most).toBe(2)
  })

  it('goes on with those who come after somebody who was refused', async () => {
    const { add, endOne, finish, begun, refused } = startQueue(1)
    for (const key of ['running', 'first', 'refused']) add(false, key)
    await endOne()
    add(false, 'later')
    await finish()
    expect(refused).toEqual(['refused'])
    expect(begun).toEqual(['running', 'first', 'later'])
  })

  it('leaves no place taken by work that failed', async () => {
    const inTurn = createHashQueue({ atOnce: 1, waiting: 1 })
    const waiting = { isKnown: false, key: 'x' }
    await expect(inTurn(waiting, () => Promise.reject(new Error('broken')))).rejects.toThrow()
    expect(await inTurn(waiting, () => Promise.resolve(1))).toBe(1)
  })
})
