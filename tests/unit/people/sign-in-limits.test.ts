import { expect, it } from 'vitest'
import { createSignInLimits } from '../../../push-server/people/sign-in-limits.ts'

it('keeps no others from signing in behind an address from which one account is tried without end', async () => {
  const limits = createSignInLimits()
  const from = (account: string) => ({ account, addressKey: 'office', known: null })
  for (let n = 0; n < 150; n += 1) await limits.count(from('ada'))
  expect(await limits.count(from('ada'))).toBeGreaterThan(0)
  expect(await limits.count(from('grace'))).toBeNull()
})

it('refuses an address from which very many accounts are tried', async () => {
  const limits = createSignInLimits()
  for (let n = 0; n < 100; n += 1) {
    const attempt = { account: `member${n}`, addressKey: 'office', known: null }
    expect(await limits.count(attempt)).toBeNull()
  }
  const next = await limits.count({ account: 'grace', addressKey: 'office', known: null })
  expect(next).toBeGreaterThan(0)
})
