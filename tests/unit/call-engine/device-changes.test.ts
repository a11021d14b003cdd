import { describe, expect, it } from 'vitest'
import { FIRST_CHOICES } from '../../../pwa/platform/browser/media-choices.ts'
import { Machine } from './fake-machine.ts'
import { startMedia } from './started-media.ts'

describe('devices that die, go and come', () => {
  it('tries a microphone that dies again and again with growing pauses, and then says that it failed', async () => {
    const { machine, media } = startMedia()
    await media.open(true)
    const opened = () => machine.given.length
    const counts: number[] = []
    for (let second = 0; second < 30; second += 1) {
      const newest = machine.given.at(-1)
      if (newest?.readyState === 'live') newest.end()
      await machine.pass(1_000)
      counts.push(opened())
    }
    // The first opening, and five after it.
    expect(opened()).toBe(6)
    expect(counts[4]).toBeLessThan(6)
    expect(media.audio).toBeNull()
    expect(media.state).toMatchObject({ microphone: false, microphoneOutcome: 'failed' })
    await media.setMicrophone(true)
    expect(media.state).toMatchObject({ microphone: true, microphoneOutcome: 'on' })
  })

  it('looks for a microphone that is gone for good with growing pauses, however long it had worked', async () => {
    const { machine, media } = startMedia()
    await media.open(true)
    await machine.pass(20_000)
    machine.faults.audio = 'NotFoundError'
    machine.given.at(-1)?.end()
    await machine.pass(60_000)
    // The first opening, and five after it.
    expect(machine.asked).toHaveLength(6)
    expect(media.state).toMatchObject({ microphone: false, microphoneOutcome: 'absent' })
  })

  it('opens a microphone again that went away while it was being opened', async () => {
    const { machine, media } = startMedia()
    machine.isDead = true
    await media.open(true)
    machine.isDead = false
    await machine.pass(1_000)
    expect(machine.live).toEqual(['audio'])
    expect(media.state).toMatchObject({ microphone: true, microphoneOutcome: 'on' })
  })

  it.each([
    ['chooses a microphone', 'kept'],
    ['has a preferred microphone again', 'on'],
  ] as const)('keeps the one that works if somebody %s that never opens', async (what, outcome) => {
    const choices = { ...FIRST_CHOICES, microphones: ['headset'] }
    const { machine, media } = startMedia(new Machine(), choices)
    machine.kind = 'audioinput'
    machine.present = ['built-in']
    await media.open(true)
    const before = media.audio
    machine.present = ['headset', 'built-in']
    machine.hangs.add('audio')
    if (outcome === 'on') await media.devicesChanged()
    else void media.useDevice('microphones', 'headset')
    await machine.pass(30_000)
    expect(media.audio, what).toBe(before)
    expect(media.state).toMatchObject({ microphone: true, microphoneOutcome: outcome })
    expect(machine.live).toEqual(['audio'])
  })

  it('returns to the preferred microphone when it is there again', async () => {
    const choices = { ...FIRST_CHOICES, microphones: ['headset'] }
    const { machine, media } = startMedia(new Machine(), choices)
    machine.kind = 'audioinput'
    machine.present = ['headset', 'built-in']
    await media.open(true)
    const inUse = () => media.audio?.getSettings().deviceId
    expect(inUse()).toBe('headset')

    machine.present = ['built-in']
    machine.given.at(-1)?.end()
    await machine.pass(0)
    await media.devicesChanged()
    expect(inUse()).toBe('standard')

    await machine.pass(20_000)
    machine.present = ['headset', 'built-in']
    await media.devicesChanged()
    await machine.pass(0)
    expect(inUse()).toBe('headset')
    expect(machine.live).toEqual(['audio'])
  })

  it('opens a microphone that was absent when one comes, but asks nobody again who has refused', async () => {
    const { machine, media } = startMedia(new Machine({ audio: 'NotFoundError' }))
    await media.open(true)
    expect(media.state.microphoneOutcome).toBe('absent')
    delete machine.faults.audio
    await media.devicesChanged()
    await machine.pass(0)
    expect(media.state).toMatchObject({ microphone: true, microphoneOutcome: 'on' })

    const refused = startMedia(new Machine({ video: 'NotAllowedError' }, { camera: 'denied' }))
    await refused.media.open(false)
    const asked = refused.machine.asked.length
    await refused.media.devicesChanged()
    await refused.machine.pass(10_000)
    expect(refused.machine.asked).toHaveLength(asked)
  })

  it('uses the preferred speaker that is there, else the system’s', async () => {
    const choices = { ...FIRST_CHOICES, speakers: ['headset', 'desk'] }
    const { machine, media } = startMedia(new Machine(), choices)
    machine.kind = 'audiooutput'
    machine.present = ['desk', 'headset']
    expect(await media.speaker()).toBe('headset')
    machine.present = ['desk']
    expect(await media.speaker()).toBe('desk')
    machine.present = []
    expect(await media.speaker()).toBeNull()
    machine.tells = false
    expect(await media.speaker()).toBeUndefined()
  })
})
