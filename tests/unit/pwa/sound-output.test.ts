import { expect, it } from 'vitest'
import { playBy } from '../../../pwa/components/call/sound-output.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

const never = () => new Promise<never>(() => undefined)
const refuse = () => Promise.reject(new DOMException('', 'NotAllowedError'))
const throwAtOnce = () => expect.fail('not for this site')

async function playedBy(setSinkId: () => Promise<void>, sinkId: string): Promise<string | null> {
  const clock = new FakeTimer()
  const played = playBy({ sinkId, setSinkId }, 'headset', clock.timer)
  await new Promise((resolve) => setTimeout(resolve))
  clock.pass(5_000)
  return played
}

it('the call goes on by the speaker that plays where the browser does not change it', async () => {
  for (const change of [never, refuse, throwAtOnce]) {
    expect(await playedBy(change, '')).toBeNull()
    expect(await playedBy(change, 'desk')).toBe('desk')
  }
  expect(await playedBy(() => Promise.resolve(), '')).toBe('headset')
})

it('without a choice of speakers the system’s plays, and what was chosen stays', async () => {
  expect(await playBy({}, 'headset', new FakeTimer().timer)).toBe('headset')
})
