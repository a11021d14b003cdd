/**
 * A worker that every packet of sound passes on its way out (WebRTC Encoded Transform), so that it repeats as many
 * earlier ones as the page says. Until it says so, packets stay as the browser made them.
 */
import { newestIn, pack, type Earlier } from './red-packet.ts'

/** What TypeScript's library lacks for workers. */
interface EncodedSound {
  data: ArrayBuffer
  getMetadata(): { readonly rtpTimestamp?: number; readonly mimeType?: string }
}
interface TransformEvent extends Event {
  readonly transformer: {
    readonly readable: ReadableStream<EncodedSound>
    readonly writable: WritableStream<EncodedSound>
  }
}

const MOST = 3
/** How many earlier packets each is to repeat; null: as the browser does it. */
let repeats: number | null = null

addEventListener('message', ({ data }: MessageEvent<number>) => (repeats = data))
addEventListener('rtctransform', (event) => {
  const { readable, writable } = (event as TransformEvent).transformer
  const earlier: Earlier[] = []
  const rewrite = new TransformStream<EncodedSound, EncodedSound>({
    transform(frame, out) {
      const { rtpTimestamp: time, mimeType } = frame.getMetadata()
      const isRed = mimeType === undefined || mimeType.toLowerCase() === 'audio/red'
      const newest = isRed && time !== undefined ? newestIn(new Uint8Array(frame.data)) : null
      if (newest !== null && time !== undefined) {
        const packet = { time, bytes: newest.bytes }
        if (repeats !== null) {
          frame.data = pack(newest.type, packet, earlier.slice(0, repeats).reverse()).buffer
        }
        earlier.unshift(packet)
        earlier.length = Math.min(earlier.length, MOST)
      }
      out.enqueue(frame)
    },
  })
  void readable.pipeThrough(rewrite).pipeTo(writable)
})
