import { describe, expect, it } from 'vitest'
import { createTurns } from '../../../push-server/store/turns.ts'

/** Works that end when they are told to. */
function works(most: number) {
  const turns = createTurns(most)
  const running = new Map<string, () => void>()
  const begin = (name: string, alone = false) => {
    const work = () => new Promise<void>((end) => void running.set(name, end))
    return turns.run(work, alone).finally(() => running.delete(name))
  }
  const end = async (name: string) => {
    running.get(name)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { begin, end, running: () => [...running.keys()] }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('turns', () => {
  it('run at most the given number at once, in the order in which they came', async () => {
    const { begin, end, running } = works(2)
    for (const name of ['a', 'b', 'c']) void begin(name)
    await settled()
    expect(running()).toEqual(['a', 'b'])
    await end('a')
    expect(running()).toEqual(['b', 'c'])
  })

  it('let one run alone, after those before it and before those after it', async () => {
    const { begin, end, running } = works(2)
    void begin('a')
    void begin('alone', true)
    void begin('b')
    await settled()
    expect(running()).toEqual(['a'])
    await end('a')
    expect(running()).toEqual(['alone'])
    await end('alone')
    expect(running()).toEqual(['b'])
  })

  it('go on after a work that failed', async () => {
    const turns = createTurns(1)
    await expect(turns.run(() => Promise.reject(new Error('no')), true)).rejects.toThrow('no')
    expect(await turns.run(async () => 'next')).toBe('next')
  })
})
