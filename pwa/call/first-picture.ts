/**
 * Makes the first picture appear sooner: a small one is encoded, sent and decoded faster, and no
 * jitter buffer delays it. Both are set back once pictures flow.
 */

/**
 * A sixteenth of the pixels: at the 300 kbit/s that every connection starts with, an engine drops
 * the first frames of a larger picture, and its key frame takes long to arrive.
 */
export const START_SCALE = 4

/** Sends the picture at a fraction of its width and height. */
export async function scalePicture(
  connection: Pick<RTCPeerConnection, 'getTransceivers'>,
  scaleResolutionDownBy: number,
): Promise<void> {
  for (const { sender, receiver } of connection.getTransceivers()) {
    if (receiver.track.kind !== 'video') continue
    const parameters = sender.getParameters()
    const [encoding] = parameters.encodings
    if (encoding === undefined) continue
    encoding.scaleResolutionDownBy = scaleResolutionDownBy
    await sender.setParameters(parameters)
  }
}

/** Plays what arrives without a buffer, or (false) with the browser's own. */
export function playAtOnce(
  connection: Pick<RTCPeerConnection, 'getTransceivers'>,
  atOnce: boolean,
): void {
  for (const { receiver } of connection.getTransceivers()) {
    try {
      // Not every engine has it; there the first picture comes a little later.
      if ('jitterBufferTarget' in receiver) receiver.jitterBufferTarget = atOnce ? 0 : null
    } catch {
      // Nothing depends on it.
    }
  }
}
