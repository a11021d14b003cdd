/**
 * The channel of this name between Peal's pages; null where the browser has none, or refuses it because it
 * keeps nothing for this site.
 */
export function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name)
  } catch {
    return null
  }
}

/** Tells the other pages something on this channel, where there is one. */
export function sendOn(name: string, message: object): void {
  const channel = openChannel(name)
  channel?.postMessage(message)
  channel?.close()
}
