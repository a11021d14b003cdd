/** Plays the ringtone in exactly one tab of this browser. */
import { createLateTones } from '../call/late-tones.ts'
import type { Attention } from '../platform/browser/attention.ts'
import { joinTabs } from '../platform/browser/tab-leader.ts'
import type { Timer } from '../platform/timer.ts'
import { showTone } from '../platform/tone-mark.ts'

export type Ringer = ReturnType<typeof createRinger>

export interface RingerDeps {
  leads(now: boolean): void
  /** Whether the browser's autoplay policy blocks the ringtone in this tab. */
  blocked(now: boolean): void
  /** This tab cannot make the ringtone's sound now, whatever is pressed. */
  unable(): void
  /** The ringtone was played: this page may play sound. */
  proved(): void
}

export function createRinger(
  first: Attention,
  timer: Timer,
  deps: RingerDeps,
  newTones = createLateTones,
) {
  let ringing = false
  const tones = newTones({
    sounding: (name) => {
      showTone(name)
      if (name !== null) deps.proved()
    },
    blockedChanged: deps.blocked,
    unable: deps.unable,
    timer,
  })
  const sound = (): void => tones.play(ringing && tabs.leads ? 'ring' : null)
  const tabs = joinTabs(
    first,
    (leads) => {
      deps.leads(leads)
      sound()
    },
    timer,
  )
  return {
    /** Starts or stops ringing. */
    ring(on: boolean) {
      ringing = on
      tabs.insist(on)
      sound()
    },
    attend(attention: Attention) {
      tabs.rank(attention)
      if (attention.canSound) tones.unblock()
    },
    unblock: () => tones.unblock(),
    close() {
      tabs.stop()
      tones.close()
    },
  }
}
