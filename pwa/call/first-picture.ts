/**
 * What makes the first picture come soon: a small one is encoded, sent and decoded faster, and none
 * waits for an even flow. Both are put back once pictures flow.
 */

/**
 * A sixteenth of the pixels: at the 300 kbit/s that every connection starts with, an engine drops the
 * first frames of a larger picture, and a key frame of one is long on its way.
 */
export const START_SCALE = 4

/** Encodes what is sent at a fraction of its width and height. */
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

/** Plays what arrives at once, or (false) as the browser sees fit. */
export function playAtOnce(
  connection: Pick<RTCPeerConnection, 'getTransceivers'>,
  atOnce: boolean,
): void {
  for (const { receiver } of connection.getTransceivers()) {
    // Not in every engine; then the first picture comes a little later.
    if ('jitterBufferTarget' in receiver) receiver.jitterBufferTarget = atOnce ? 0 : null
  }
}
