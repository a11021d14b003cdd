/** A call between two networks that let nothing through but what goes over a TURN server. */
import { describe, expect, it } from 'vitest'
import { inEveryLook } from '../support/accessibility.ts'
import type { Person } from '../support/browser.ts'
import { answer, call, hears, press, sees, stage } from '../support/call-steps.ts'
import { TURN_SECRET, startCoturn } from '../support/coturn.ts'
import { households } from '../support/household.ts'

/** What was lost on its way is sent again only after this, ms: a connection that is later lost some. */
const SENT_AGAIN_MS = 3_000

const NO_WAY = 'The connection could not be made.'

const household = households()

/** Lets this person's pages use no candidates but those of relays. */
async function behindRelay(person: Person): Promise<Person> {
  await person.context.addInitScript(() => {
    const Connection = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Connection {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' })
      }
      override setConfiguration(configuration?: RTCConfiguration) {
        super.setConfiguration({ ...configuration, iceTransportPolicy: 'relay' })
      }
    }
  })
  return person
}

describe('a call over relays alone', () => {
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

  it('ends with the details of the connection on both sides when there is no relay', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await behindRelay(await house.person('ada'))
    const grace = await behindRelay(await house.person('grace'))
    const hers = await call(ada, 'Grace Hopper')
    const other = await answer(grace, 'Ada Lovelace')
    await Promise.all([stage(hers, NO_WAY), stage(other, NO_WAY)])
    expect(await inEveryLook(hers)).toEqual([])
    await press(hers, 'Connection details')
    await hers.getByRole('dialog', { name: 'Connection details' }).waitFor()
    await hers.keyboard.press('Escape')
    await press(hers, 'Call again')
    await stage(hers, 'Ringing…')
  })
})
