/** A page's end of the bench's relay. */

/** Moments that pages of one machine can compare, in ms. */
export const moment = () => performance.timeOrigin + performance.now()

export interface PageRelay {
  send(message: object): void
  /** Hears every message from now on. */
  hear(listener: (message: Record<string, unknown>) => void): void
}

/** Connects this page to the other pages of the room in its address. */
export async function joinRoom(): Promise<PageRelay> {
  const socket = new WebSocket(`ws://${location.host}/${location.search}`)
  await new Promise((open, failed) => {
    socket.addEventListener('open', open)
    socket.addEventListener('error', failed)
  })
  return {
    send: (message) => socket.send(JSON.stringify(message)),
    hear: (listener) =>
      socket.addEventListener('message', ({ data }: MessageEvent<string>) =>
        listener(JSON.parse(data) as Record<string, unknown>),
      ),
  }
}

/** The moment at which the first frame of this stream is shown. */
export function firstFrame(stream: MediaStream): Promise<number> {
  const video = document.createElement('video')
  video.muted = true
  video.autoplay = true
  video.srcObject = stream
  document.body.append(video)
  return new Promise((seen) => {
    video.requestVideoFrameCallback(() => seen(moment()))
  })
}
