/** Removes secrets from the address before anything else can read, store or show them. */
import { sessionStore, type SafeStorage } from '../safe-storage.ts'
import { showPath, type AddressWindow } from './shown-path.ts'

/** The key under which a sign-in link's token is kept. */
export const SIGN_IN_SECRET = 'peal.link'
/** The same for an invitation's. */
export const JOIN_SECRET = 'peal.join'

/** Removes the fragment from the address and returns it; '' when there is none. */
export function takeFragment(page: AddressWindow = window): string {
  const fragment = page.location.hash.replace(/^#/, '')
  if (fragment !== '') showPath(page.location.pathname + page.location.search, page)
  return fragment
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
