import { expect, it } from 'vitest'
import { createSafeStorage } from '../../../pwa/platform/safe-storage.ts'
import { FakeStorage } from '../call-engine/fake-storage.ts'

class FullStorage extends FakeStorage {
  isFull = true
  override setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
    super.setItem(key, value)
  }
}

function withFull() {
  const full = new FullStorage()
  let told = 0
  const storage = createSafeStorage(
    () => full,
    () => (told += 1),
  )
  return { full, storage, told: () => told }
}

it('keeps what the browser can keep, and says nothing', () => {
  const kept = new FakeStorage()
  const storage = createSafeStorage(
    () => kept,
    () => expect.unreachable(),
  )
  storage.setItem('a', '1')
  expect([storage.getItem('a'), kept.getItem('a'), storage.length, storage.key(0)]).toEqual([
    '1',
    '1',
    1,
    'a',
  ])
  storage.removeItem('a')
  expect(kept.getItem('a')).toBeNull()
})

it('remembers for this page what a full storage refuses, and says so', () => {
  const { full, storage, told } = withFull()
  storage.setItem('a', '1')
  expect([storage.getItem('a'), full.getItem('a'), told()]).toEqual(['1', null, 1])
  storage.removeItem('a')
  expect(storage.getItem('a')).toBeNull()
})

it('does not go on with an old value when a new one is refused, and keeps what there is room for again', () => {
  const { full, storage } = withFull()
  full.isFull = false
  storage.setItem('a', 'old')
  full.isFull = true
  storage.setItem('a', 'new')
  expect(storage.getItem('a')).toBe('new')
  full.isFull = false
  storage.setItem('a', 'newest')
  expect([storage.getItem('a'), full.getItem('a')]).toEqual(['newest', 'newest'])
})

it('is empty, and never throws, where a browser blocks all storage', () => {
  const storage = createSafeStorage(
    () => {
      throw new DOMException('blocked', 'SecurityError')
    },
    () => undefined,
  )
  expect([storage.length, storage.key(0), storage.getItem('a')]).toEqual([0, null, null])
  storage.setItem('a', '1')
  expect(storage.getItem('a')).toBe('1')
  storage.removeItem('a')
  expect(storage.getItem('a')).toBeNull()
})
