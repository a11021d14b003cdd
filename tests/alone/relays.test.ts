/** A call between two networks that only allow traffic through a TURN server. */
import { describe, expect, it } from 'vitest'
import { answer, call, hears, sees, stage } from '../support/call-steps.ts'
import { TURN_SECRET, startCoturn } from '../support/coturn.ts'
import { households } from '../support/household.ts'
import { behindRelay } from '../support/relay-only.ts'

/** Lost signals are sent again after this long, ms: a call that takes longer has lost some. */
const SENT_AGAIN_MS = 3_000

const household = households({ worker: false })

describe('a call that needs a relay', () => {
  it('connects without waiting for lost candidates to be repeated', async () => {
    const turn = await startCoturn({
      config: 'use-auth-secret\nno-cli\nno-dtls\nallow-loopback-peers\n',
    })
    const house = await household(['ada', 'grace'], {
      env: {
        PEAL_TURN_URLS: `turn:127.0.0.1:${turn.port}`,
        PEAL_TURN_SECRET: TURN_SECRET,
      },
    })
    const ada = await behindRelay(await house.person('ada'))
    const grace = await behindRelay(await house.person('grace'))
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, 'Ringing…')
    const other = await answer(grace, 'Ada Lovelace')
    await stage(hers, /Connecting…|Connected/)
    const answeredAt = performance.now()
    await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
    expect(performance.now() - answeredAt).toBeLessThan(SENT_AGAIN_MS)
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace'), hears(other)])
  })
})
