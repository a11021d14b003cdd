import { handleOf } from './handles.ts'
import type { PeopleRoomDeps } from './people-deps.ts'

/**
 * Tells the rest of the server and all pages that a member's name, photo, accounts or do-not-disturb has
 * changed. To be called after the commit.
 */
export async function memberChanged(
  { store, news, events }: Pick<PeopleRoomDeps, 'store' | 'news' | 'events'>,
  memberId: string,
): Promise<void> {
  events.onMemberChanged(memberId)
  news.self(memberId)
  news.person(await handleOf(store.read, memberId))
}
