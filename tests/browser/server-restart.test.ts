/** The server is killed during a call, whose media goes directly from browser to browser. */
import { describe, expect, it } from 'vitest'
import { connect, hears, press, sees, stage } from '../support/call-steps.ts'
import { times } from '../support/counts.ts'
import { households } from '../support/household.ts'

const household = households({ worker: false })

describe('restart-mid-call', () => {
  it('a restart of the server does not interrupt media, and the call goes on and ends as usual', async () => {
    const house = await household(['ada', 'grace'])
    const [hers, other] = await connect(await house.person('ada'), await house.person('grace'))
    await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
    const connections = () => hers.evaluate(() => window.pealTest.connections.length)
    const before = await connections()
    for (let round = 0; round < times('restart-mid-call'); round += 1) {
      await house.peal.end('SIGKILL')
      await Promise.all([sees(hers, 'Grace Hopper', 20), sees(other, 'Ada Lovelace', 20)])
      await house.peal.run()
      await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
      await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
      await Promise.all([hears(hers), hears(other)])
      expect(await connections()).toBe(before)
    }
    await press(hers, 'Hang up')
    await stage(other, /^Call ended · /)
  })
})
