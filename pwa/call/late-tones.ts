/** The player of tones, whose code is loaded at once and which no page waits for. */
import { loadCode } from '../platform/load-code.ts'
import type { ToneName } from './tone-samples.ts'
import type { Tones, TonesDeps } from './tones.ts'

/** The player, as far as windows use it. */
export type LateTones = Pick<Tones, 'play' | 'unblock' | 'setSpeaker' | 'close'>

const loadTones = () => import('./tones.ts')

/** A tone that is wanted before the code is there begins when it comes. `unable` is told at each failure to load it. */
export function createLateTones(deps: TonesDeps, load = loadTones): LateTones {
  let wanted: ToneName | null = null
  let speaker: string | null = null
  let closed = false
  let tones: Tones | null = null
  void loadCode(() => load().catch(sayUnable)).then((code) => {
    if (closed) return
    tones = new code.Tones(deps)
    tones.setSpeaker(speaker)
    tones.play(wanted)
  })
  function sayUnable(cause: unknown): never {
    deps.unable?.()
    throw cause
  }
  return {
    play(name) {
      wanted = name
      tones?.play(name)
    },
    unblock: () => tones?.unblock(),
    setSpeaker(id) {
      speaker = id
      tones?.setSpeaker(id)
    },
    close() {
      closed = true
      tones?.close()
    },
  }
}
