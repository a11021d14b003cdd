/** Sound whose packets repeat earlier ones, against loss. It has to be asked for before the first description. */

/**
 * Puts RED (RFC 2198) first, so that each packet repeats the one before it. Returns the worker that is told how many it
 * shall repeat; null: this browser repeats one, or none.
 */
export function repeatSound(transceiver: RTCRtpTransceiver): Worker | null {
  try {
    const { sender } = transceiver
    const codecs = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? []
    const red = codecs.filter(({ mimeType }) => mimeType === 'audio/red')
    // Firefox has none, but has transforms.
    if (red.length === 0) return null
    transceiver.setCodecPreferences([...new Set([...red, ...codecs])])
    const worker = new Worker(new URL('./quality/repeats.worker.ts', import.meta.url), {
      type: 'module',
    })
    sender.transform = new RTCRtpScriptTransform(worker)
    // Without its script, no sound would leave.
    worker.onerror = () => (sender.transform = null)
    return worker
  } catch {
    // Nothing depends on it.
    return null
  }
}
