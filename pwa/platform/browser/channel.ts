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
