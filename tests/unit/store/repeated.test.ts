/** world: transactions that PostgreSQL gives up because others ran beside them. */
import { describe, expect, it } from 'vitest'
import { repeated } from '../../../push-server/store/repeated.ts'

const failure = (code: string) => Object.assign(new Error('given up'), { code })

/** Fails with these codes, one after the other, and then succeeds; notes what was done. */
function world(...codes: readonly string[]) {
  const left = [...codes]
  const alone: boolean[] = []
  const pauses: number[] = []
  const work = () => {
    const code = left.shift()
    return code === undefined ? Promise.resolve('done') : Promise.reject(failure(code))
  }
  const tries = {
    attempt: <T>(tried: () => Promise<T>, isAlone: boolean) => {
      alone.push(isAlone)
      return tried()
    },
    random: () => 0.5,
    pause: async (ms: number) => void pauses.push(ms),
  }
  return { result: repeated(work, tries), alone, pauses }
}

describe('world: a transaction', () => {
  it.each(['40001', '40P01', '0A000'])('that fails with %s is run again', async (code) => {
    const { result, alone } = world(code)
    expect(await result).toBe('done')
    expect(alone).toEqual([false, false])
  })

  it('is repeated five times at most, after growing pauses, and at last alone', async () => {
    const { result, alone, pauses } = world(...Array.from({ length: 9 }, () => '40001'))
    await expect(result).rejects.toMatchObject({ code: '40001' })
    expect(alone).toEqual([false, false, false, false, false, true])
    expect(pauses).toEqual([2, 4, 8, 16, 32])
  })

  it('that finds its key taken looks once more, since it may have been taken at the same moment', async () => {
    const { result, alone } = world('23505', '40001')
    expect(await result).toBe('done')
    expect(alone).toHaveLength(3)
    const taken = world('23505', '23505')
    await expect(taken.result).rejects.toMatchObject({ code: '23505' })
  })

  it.each(['23503', '57014', '08006'])('that fails with %s is not', async (code) => {
    const { result, alone } = world(code)
    await expect(result).rejects.toMatchObject({ code })
    expect(alone).toHaveLength(1)
  })
})
