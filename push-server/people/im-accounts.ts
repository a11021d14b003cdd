/** Members' accounts at other messengers. They are kept even while no connector asks for them. */
import type { Account, AccountKind } from '../../protocol/connector-api.ts'
import { readAccount } from '../../protocol/connectors.ts'
import { connectorContract } from '../contract/connector-contract.ts'
import { fail, ok } from '../http/answer.ts'
import { serve, type App } from '../http/routes.ts'
import { randomToken } from '../random.ts'
import type { Db } from '../store/tables.ts'
import { writeAs } from '../store/write-as.ts'
import { findMember } from '../store/person-rows.ts'
import { memberChanged } from './member-changed.ts'
import { readHandle } from './handles.ts'
import type { PeopleRoomDeps } from './people-deps.ts'

/** Accounts that one member may have: several of each kind. */
const MAX_ACCOUNTS = 50
/** Base-36 digits of the time in an id: enough until the year 5188. */
const TIME_DIGITS = 9
const RANDOM_BYTES = 9

/** An id; ids sort by the time of their creation. */
function newId(now: number): string {
  return `${now.toString(36).padStart(TIME_DIGITS, '0')}-${randomToken(RANDOM_BYTES)}`
}

function kindOf({
  type,
  connector,
}: ReturnType<PeopleRoomDeps['accountTypes']>[number]): AccountKind {
  const { label, example } = type
  return { type: type.type, label, example, title: connector.title, icon: connector.icon }
}

async function accountsOf(db: Db, memberId: string, types: readonly string[]): Promise<Account[]> {
  const rows = await db
    .selectFrom('im_account')
    .select(['id', 'type', 'value'])
    .where('member_id', '=', memberId)
    .orderBy('id')
    .execute()
  return rows.filter(({ type }) => types.includes(type))
}

export function mountAccounts(app: App, deps: PeopleRoomDeps): void {
  const { store, clock, accountTypes } = deps
  const typeOf = (name: string) => accountTypes().find(({ type }) => type.type === name)?.type
  const enabled = () => accountTypes().map(({ type }) => type.type)

  serve(app, connectorContract.accounts, async ({ identity: { memberId } }) =>
    ok({
      kinds: accountTypes().map(kindOf),
      accounts: await accountsOf(store.read, memberId, enabled()),
    }),
  )

  serve(app, connectorContract.accountsOf, async ({ param }) => {
    const member = await findMember(store.read, readHandle(param('handle')))
    if (member === undefined) return fail('unknown-member')
    return ok({ accounts: await accountsOf(store.read, member.id, enabled()) })
  })

  serve(app, connectorContract.addAccount, async ({ identity, body }) => {
    const { memberId } = identity
    const type = typeOf(body.type)
    if (type === undefined) return fail('invalid', { field: 'type' })
    const value = readAccount(type, body.value)
    if (value === null) return fail('invalid', { field: 'value' })
    const id = newId(clock.now())
    const added = await writeAs(store, identity, async (db) => {
      const { kept } = await db
        .selectFrom('im_account')
        .select((eb) => eb.fn.countAll<number>().as('kept'))
        .where('member_id', '=', memberId)
        .executeTakeFirstOrThrow()
      if (Number(kept) >= MAX_ACCOUNTS) return false
      await db
        .insertInto('im_account')
        .values({ id, member_id: memberId, type: body.type, value })
        .execute()
      return true
    })
    if (!added) return fail('too-large')
    await memberChanged(deps, memberId)
    return ok({ id, type: body.type, value })
  })

  serve(app, connectorContract.changeAccount, async ({ identity, body, param }) => {
    const { memberId } = identity
    const id = param('id')
    const kept = await store.read
      .selectFrom('im_account')
      .select('type')
      .where('id', '=', id)
      .where('member_id', '=', memberId)
      .executeTakeFirst()
    const type = kept === undefined ? undefined : typeOf(kept.type)
    if (kept === undefined || type === undefined) return fail('not-found')
    const value = readAccount(type, body.value)
    if (value === null) return fail('invalid', { field: 'value' })
    const { numUpdatedRows } = await writeAs(store, identity, (db) =>
      db
        .updateTable('im_account')
        .set({ value })
        .where('id', '=', id)
        .where('member_id', '=', memberId)
        .executeTakeFirst(),
    )
    if (numUpdatedRows === 0n) return fail('not-found')
    await memberChanged(deps, memberId)
    return ok({ id, type: kept.type, value })
  })

  serve(app, connectorContract.removeAccount, async ({ identity, param }) => {
    const { memberId } = identity
    const { numDeletedRows } = await writeAs(store, identity, (db) =>
      db
        .deleteFrom('im_account')
        .where('id', '=', param('id'))
        .where('member_id', '=', memberId)
        .executeTakeFirst(),
    )
    if (numDeletedRows === 0n) return fail('not-found')
    await memberChanged(deps, memberId)
    return ok({})
  })
}
