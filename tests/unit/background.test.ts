import { expect, test } from 'vitest'
import { inBackground } from '../../push-server/background.ts'
import { silentLog } from '../../push-server/log.ts'

test('work in the background that fails is logged by what failed and for whom', async () => {
  const errors: unknown[] = []
  const log = { ...silentLog, error: (...line: unknown[]) => void errors.push(line) }
  const error = new Error('the disk is full')
  inBackground(Promise.resolve(), log, 'nothing', {})
  inBackground(Promise.reject(error), log, 'a call could not be ended', { device: 'desk' })
  await new Promise(setImmediate)
  expect(errors).toEqual([[{ device: 'desk', error }, 'a call could not be ended']])
})
