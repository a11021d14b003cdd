/** Sounds the ring in exactly one tab of this browser. */
import { Tones } from '../call/tones.ts'
import type { Attention } from '../platform/browser/attention.ts'
import { joinTabs } from '../platform/browser/tab-leader.ts'
import { showTone } from '../platform/tone-mark.ts'

export interface Ringer {
  /** Something rings, or nothing does. */
  ring(on: boolean): void
  attend(attention: Attention): void
  unblock(): void
  close(): void
}

export interface RingerListener {
  leads(now: boolean): void
  /** The ring should sound here, and the browser forbids it. */
  blocked(now: boolean): void
  /** It sounded: this page can. */
  proved(): void
}

export function createRinger(first: Attention, listener: RingerListener): Ringer {
  let ringing = false
  const tones = new Tones({
    sounding: (name) => {
      showTone(name)
      if (name !== null) listener.proved()
    },
    blockedChanged: listener.blocked,
  })
  const sound = (): void => {
    tones.play(ringing && tabs.leads ? 'ring' : null)
  }
  const tabs = joinTabs(first, (leads) => {
    listener.leads(leads)
    sound()
  })
  return {
    ring(on) {
      ringing = on
      sound()
    },
    attend(attention) {
      tabs.rank(attention)
      if (attention.canSound) tones.unblock()
    },
    unblock() {
      tones.unblock()
    },
    close() {
      tabs.stop()
      tones.close()
    },
  }
}
