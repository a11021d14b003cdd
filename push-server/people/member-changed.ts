import { handleOf } from './handles.ts'
import type { PeopleRoomDeps } from './people-deps.ts'

type Deps = Pick<PeopleRoomDeps, 'store' | 'news' | 'events'>

/**
 * Tells the rest of the server and the member's own pages that something of theirs has changed which others do not
 * see in their record, such as do not disturb. To be called after the commit.
 */
export function ownChanged({ news, events }: Deps, memberId: string): void {
  events.onMemberChanged(memberId)
  news.self(memberId)
}

/**
 * Tells the rest of the server and all pages that a member's name, photo or accounts have changed. To be called
 * after the commit.
 */
export async function memberChanged(deps: Deps, memberId: string): Promise<void> {
  ownChanged(deps, memberId)
  deps.news.person(await handleOf(deps.store.read, memberId))
}
