/** An answer pressed in time on a notification always counts, however slow the machine. */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import type { BrowserContext } from 'playwright-core'
import { describe, it, onTestFinished } from 'vitest'
import { call, sees, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { withoutTab } from '../support/push/closed-tab.ts'
import { GcmService } from '../support/push/gcm-service.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })
const RING = 'Ada Lovelace is calling'
/** Answer is pressed this long before the ring's end. */
const BEFORE_END_MS = 100

describe('answer-in-time with every tab of Peal closed', () => {
  it('a call connects when Answer is pressed 0.1 s before the ring ends, on a slow CPU', async () => {
    const gcm = await GcmService.start()
    onTestFinished(() => gcm.close())
    const env = { ...gcm.serverEnv, PEAL_RING_SECONDS: '6' }
    const house = await household(['ada', 'grace'], { env })
    const ada = await house.person('ada')
    const grace = await withoutTab(house, gcm, 'grace', ada)
    const hers = await call(ada, 'Grace Hopper')
    await grace.desktop.shown(RING)
    const endsAt = await until('the worker rings', () => ringEnd(grace.context))
    slowDown()
    await until('the ring is almost over', () => Date.now() >= endsAt - BEFORE_END_MS)
    const ring = grace.desktop.open.find(({ title }) => title === RING)
    if (ring === undefined) throw new Error('nothing rings')
    const other = await grace.opening(() => grace.desktop.press(ring, 'Answer'))
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    await sees(hers, 'Grace Hopper')
  })
})

/** When the ring that the worker shows ends (ms since 1970); null if it shows none. */
async function ringEnd(context: BrowserContext): Promise<number | null> {
  const worker = context.serviceWorkers().at(-1)
  if (worker === undefined) return null
  return worker.evaluate(async () => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration }
    const [standing] = await scope.registration.getNotifications()
    const data = standing?.data as { endsAt?: number } | undefined
    return data?.endsAt ?? null
  })
}

/** Keeps each core busy with something else, until the test ends. */
function slowDown(): void {
  for (let core = 0; core < availableParallelism(); core += 1) {
    const busy = spawn(process.execPath, ['-e', 'for (;;);'])
    onTestFinished(() => void busy.kill('SIGKILL'))
  }
}
