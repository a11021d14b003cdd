/** The ways to see a call larger or over other programs. Each switches a way on or off, and tells what to say of it. */
import { callAsides } from '../../texts/texts.ts'

/** What the window is to say; empty: nothing, because it went well. */
type Said = Promise<string>

const t = callAsides.menu

export async function switchFullScreen(page: Document = document): Said {
  try {
    if (page.fullscreenElement === null) await page.documentElement.requestFullscreen()
    else await page.exitFullscreen()
    return ''
  } catch {
    return t.refused(t.fullScreen)
  }
}

/** Picture in picture, of this video. */
export async function switchFloating(
  video: Pick<HTMLVideoElement, 'requestPictureInPicture'> | null,
  page: Document = document,
): Said {
  try {
    if (page.pictureInPictureElement === null) await video?.requestPictureInPicture()
    else await page.exitPictureInPicture()
    return ''
  } catch {
    return t.refused(t.pictureInPicture)
  }
}
