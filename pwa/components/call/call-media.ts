/**
 * The pictures and the sound of this window's call, as elements. They are made before the page, which takes them over
 * from the first screen, so that they play on.
 */
import { pageTimer } from '../../platform/timer.ts'
import { otherName, windowCall } from '../../stores/window-call.ts'
import * as texts from '../../texts/texts.ts'
import { createPlayed } from './played.ts'
import { playBy } from './sound-output.ts'

export type CallMedia = ReturnType<typeof createCallMedia>

let made: CallMedia | null = null

/** Those of this window. */
export function callMedia(): CallMedia {
  made ??= createCallMedia()
  return made
}

/** A video without sound: the other side's has an element of its own. */
function createVideo(): HTMLVideoElement {
  const video = document.createElement('video')
  video.autoplay = true
  video.playsInline = true
  video.muted = true
  return video
}

function createCallMedia() {
  const own = createVideo()
  const other = createVideo()
  // A video would hold the sound back until its first picture, and the other side may never send one.
  const sound = document.createElement('audio')
  sound.autoplay = true
  own.ariaLabel = texts.call.video.own
  document.body.append(sound)

  const ownPlayed = createPlayed(own)
  const otherPlayed = createPlayed(other)
  const soundPlayed = createPlayed(sound, (otherBlocked) => {
    if (otherBlocked !== windowCall.facts.otherBlocked) windowCall.note({ otherBlocked })
  })
  own.addEventListener('pause', ownPlayed.playOn)
  other.addEventListener('pause', otherPlayed.playOn)
  sound.addEventListener('pause', soundPlayed.playOn)
  other.addEventListener('loadeddata', () => windowCall.note({ otherSeen: true }))

  /** The speaker that was asked for; undefined: none in this call. */
  let asked: string | null | undefined

  /** Before the call is live, the browser may still forbid a choice of speakers. */
  async function speakBy(speaker: string | null | undefined): Promise<void> {
    if (speaker === asked) return
    asked = speaker
    if (speaker === undefined) return
    const used = await playBy(sound, speaker, pageTimer)
    if (used !== speaker && asked === speaker) windowCall.facts.engine?.useSpeaker(used)
  }

  function follow(): void {
    const { view, otherSeen, otherBlocked } = windowCall.facts
    if (view === null) return
    other.ariaLabel = texts.call.video.other(otherName(windowCall.facts))
    ownPlayed.show(view.ownVideo)
    otherPlayed.show(view.remote)
    soundPlayed.show(view.remote)
    if (view.remote === null && (otherSeen || otherBlocked)) {
      windowCall.note({ otherSeen: false, otherBlocked: false })
    }
    void speakBy(view.window.doing === 'live' ? view.speaker : undefined)
  }
  windowCall.watch(follow)
  follow()

  return {
    own,
    other,
    sound,
    /** Within a press: sound is allowed from now on. */
    hear: soundPlayed.play,
  }
}
