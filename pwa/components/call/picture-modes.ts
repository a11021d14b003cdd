/** The ways to see a call larger or over other programs. Each switches a way on or off, and tells what to say of it. */
import { isDone } from '../../platform/done-in-time.ts'
import { pageTimer } from '../../platform/timer.ts'
import * as texts from '../../texts/texts.ts'

/** A browser that has not answered by then does not answer, ms. */
const ANSWER_MS = 3_000

/** What the window is to say; empty: nothing, because it went well. */
type Said = Promise<string>

const t = texts.callAsides.menu

export async function switchFullScreen(page: Document = document): Said {
  const switched = () =>
    page.fullscreenElement === null
      ? page.documentElement.requestFullscreen()
      : page.exitFullscreen()
  return (await isDone(switched, ANSWER_MS, pageTimer)) ? '' : t.refused(t.fullScreen)
}

/** Picture in picture, of this video. */
export async function switchFloating(
  video: Pick<HTMLVideoElement, 'requestPictureInPicture'> | null,
  page: Document = document,
): Said {
  const switched = async () => {
    if (page.pictureInPictureElement === null) await video?.requestPictureInPicture()
    else await page.exitPictureInPicture()
  }
  return (await isDone(switched, ANSWER_MS, pageTimer)) ? '' : t.refused(t.pictureInPicture)
}
