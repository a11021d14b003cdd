/** Removes secrets from the address before anything else can read, store or show them. */
import { sessionStore, type SafeStorage } from '../safe-storage.ts'

/** The key under which a sign-in link's token is kept. */
export const SIGN_IN_SECRET = 'peal.link'
/** The same for an invitation's. */
export const JOIN_SECRET = 'peal.join'

/** The parts of a window that hold its address. */
export interface AddressWindow {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'search'>
  readonly history: Pick<History, 'state' | 'replaceState'>
}

/** Removes the fragment from the address and returns it; '' when there is none. */
export function takeFragment(page: AddressWindow = window): string {
  const fragment = page.location.hash.replace(/^#/, '')
  if (fragment !== '') {
    page.history.replaceState(page.history.state, '', page.location.pathname + page.location.search)
  }
  return fragment
}

/** Replaces the address's path, without a new entry in the history. */
export function showPath(path: string, page: AddressWindow = window): void {
  page.history.replaceState(page.history.state, '', path)
}

/** Keeps a secret for a reload of this tab; '' forgets it. */
export function keepSecret(name: string, value: string, storage: SafeStorage = sessionStore): void {
  if (value === '') storage.removeItem(name)
  else storage.setItem(name, value)
}

/** The secret that was kept, or ''. */
export function keptSecret(name: string, storage: SafeStorage = sessionStore): string {
  return storage.getItem(name) ?? ''
}
