/** The list and the search of members for administrators. */
import { sql } from 'kysely'
import type { AdminMember } from '../../protocol/admin-api.ts'
import { PAGE_SIZE } from '../../protocol/people.ts'
import { personOf, presentHandle } from '../store/person-rows.ts'
import type { Db } from '../store/tables.ts'
import { search } from './contact-search.ts'

/** The search leaves out the member who asks; here it leaves out nobody, administrators included. */
const NOBODY = ''

function rows(db: Db, now: number) {
  return db
    .selectFrom('member')
    .select([
      'member.id',
      'member.handle',
      'member.name',
      'member.photo_version',
      'member.name_shared',
      'member.admin',
    ])
    .select((member) => [
      member
        .selectFrom('device')
        .select((device) => device.fn.countAll<number>().as('count'))
        .whereRef('device.member_id', '=', 'member.id')
        .where('device.signed_out_at', 'is', null)
        .where('device.expires_at', '>', now)
        .as('devices'),
      member
        .selectFrom('device')
        .select((device) => device.fn.max('device.seen_at').as('latest'))
        .whereRef('device.member_id', '=', 'member.id')
        .as('seen_at'),
    ])
    .where('member.removed_at', 'is', null)
    .orderBy('member.sort_name')
    .orderBy('member.handle')
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof rows>['execute']>>[number]

function memberOf(row: MemberRow): AdminMember {
  return {
    ...personOf(row),
    admin: row.admin === 1,
    devices: row.devices ?? 0,
    seenAt: row.seen_at,
  }
}

/** A page of all members, by name, after the one with the handle `after`: a removed member keeps their place. */
export async function listMembers(db: Db, after: string | undefined, now: number) {
  let query = rows(db, now).limit(PAGE_SIZE + 1)
  if (after !== undefined) {
    // The handle may have been corrected since the page before.
    const from = (await presentHandle(db, after)) ?? after
    query = query.where(
      sql<boolean>`(member.sort_name, member.handle) > (SELECT sort_name, handle FROM member WHERE handle = ${from})`,
    )
  }
  const found = await query.execute()
  const items = found.slice(0, PAGE_SIZE).map(memberOf)
  const last = found.length > PAGE_SIZE ? items.at(-1) : undefined
  return { items, next: last?.handle ?? null }
}

/** The members that match `query`, at most a page. */
export async function searchMembers(db: Db, query: string, now: number): Promise<AdminMember[]> {
  const handles = (await search(db, NOBODY, query)).map(({ handle }) => handle)
  if (handles.length === 0) return []
  const found = await rows(db, now).where('member.handle', 'in', handles).execute()
  return found.map(memberOf)
}

/** One member; null: none has this handle. */
export async function oneMember(db: Db, handle: string, now: number): Promise<AdminMember | null> {
  const row = await rows(db, now).where('member.handle', '=', handle).executeTakeFirst()
  return row === undefined ? null : memberOf(row)
}
