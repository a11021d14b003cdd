import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { decrypt, makeKeys } from '../../support/push/content-decryption.ts'

vi.mock(import('../../../push-server/push/encryption.ts'), { spy: true })
// Another file may have loaded the module without the spy.
vi.resetModules()
const encryption = await import('../../../push-server/push/encryption.ts')
const { KeysAhead, MOST_AHEAD, QUIET_MS } = await import('../../../push-server/push/keys-ahead.ts')
const derived = () => vi.mocked(encryption.deriveKey).mock.calls.length

beforeEach(() => {
  vi.useFakeTimers()
  vi.mocked(encryption.deriveKey).mockClear()
})
afterEach(() => vi.useRealTimers())

const receiver = makeKeys()
const keys = {
  p256dh: receiver.publicKey.toString('base64url'),
  auth: receiver.auth.toString('base64url'),
}
/** Other subscriptions with the same point, distinguished by `auth`. */
const another = (index: number) => ({ ...keys, auth: String(index).padStart(22, 'A') })

async function settled(ahead: InstanceType<typeof KeysAhead>): Promise<void> {
  const done = ahead.settled()
  await vi.runAllTimersAsync()
  await done
}

test('take returns a key made ahead, and the next one is made when nothing is sent', async () => {
  const ahead = new KeysAhead()
  ahead.expect(keys)
  await settled(ahead)
  expect(derived()).toBe(1)
  const first = ahead.take(keys)
  expect(derived()).toBe(1)
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1)
  expect(derived()).toBe(1)
  await settled(ahead)
  expect(derived()).toBe(2)
  const text = Buffer.from('a ring')
  expect(decrypt(encryption.encryptWith(first, text), receiver)).toEqual(text)
})

test('no key is used twice', async () => {
  const ahead = new KeysAhead()
  ahead.expect(keys)
  await settled(ahead)
  const taken = [ahead.take(keys), ahead.take(keys), ahead.take(keys)]
  await settled(ahead)
  taken.push(ahead.take(keys))
  expect(new Set(taken.map(({ key }) => key.toString('hex'))).size).toBe(taken.length)
})

test('no key is made ahead while messages are sent', async () => {
  const ahead = new KeysAhead()
  for (let index = 0; index < 10; index += 1) {
    ahead.take(another(index))
    await vi.advanceTimersByTimeAsync(QUIET_MS / 2)
  }
  expect(derived()).toBe(10)
  await settled(ahead)
  expect(derived()).toBe(20)
})

test('the oldest keys are dropped to make room', async () => {
  const ahead = new KeysAhead()
  for (let index = 0; index <= MOST_AHEAD; index += 1) ahead.expect(another(index))
  await settled(ahead)
  const made = derived()
  ahead.take(another(MOST_AHEAD))
  expect(derived()).toBe(made)
  ahead.take(another(0))
  expect(derived()).toBe(made + 1)
})

test.each([
  ['no point of the curve', `B${'A'.repeat(86)}`],
  ['the point at infinity', 'AA'],
  ['empty', ''],
])('a subscription whose key is %s does not affect others', async (_, p256dh) => {
  const ahead = new KeysAhead()
  ahead.expect({ ...keys, p256dh })
  ahead.expect(keys)
  await settled(ahead)
  expect(derived()).toBe(1)
})

test('no key is made after stop', async () => {
  const ahead = new KeysAhead()
  ahead.expect(keys)
  ahead.stop()
  await vi.runAllTimersAsync()
  expect(derived()).toBe(0)
})
