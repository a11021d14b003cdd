/** Up to when its owner knows, on this device, of sign-in links that others made for them. */
import { localStore } from '../safe-storage.ts'

const KEY = 'peal.link-known'

/** Server ms; 0: they were told of none. */
export function knowsLinkUpTo(storage: Pick<Storage, 'getItem'> = localStore): number {
  return Number(storage.getItem(KEY)) || 0
}

export function noteLinkKnown(at: number, storage: Pick<Storage, 'setItem'> = localStore): void {
  storage.setItem(KEY, String(at))
}
