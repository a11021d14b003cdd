/** Where a call window goes that the server refuses. Few windows need it. */
import { ask } from './call-requests.ts'

/**
 * Navigates to the sign-in page, which leads back, if nobody is signed in (`api.session`). The fragment may hold
 * secrets and is dropped.
 */
export async function signInIfNeeded(): Promise<void> {
  if ((await ask('/api/session'))?.status !== 401) return
  const next = location.pathname + location.search
  location.replace(`/sign-in?${new URLSearchParams({ next }).toString()}`)
}
