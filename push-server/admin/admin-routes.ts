/** Administrators' routes for the installation: its settings, its health, the record of acts. */
import { sql } from 'kysely'
import type { ActView, AdminFinding, SettingsView } from '../../protocol/admin-api.ts'
import type { News } from '../bus/news.ts'
import type { Clock } from '../clock.ts'
import { adminContract } from '../contract/admin-contract.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { serve, type App } from '../http/routes.ts'
import type { Log } from '../log.ts'
import { sweepActs } from '../store/admin-acts.ts'
import { shownNames } from '../store/person-rows.ts'
import type { Store } from '../store/store.ts'
import type { InForce, InstallationSettings } from './installation-settings.ts'

/** Checks that may begin within `WITHIN_MS`. */
const CHECKS = 10
const WITHIN_MS = 60_000
/** About how long a check takes. */
const SOON_MS = 5_000

/** Makes what runs a check, or returns `busy` while another one runs or after too many. */
function createCheckGate(clock: Clock) {
  let isRunning = false
  let begun: number[] = []
  return async <T>(check: () => Promise<T>): Promise<Answer<T, 'busy'>> => {
    const now = clock.now()
    begun = begun.filter((at) => at > now - WITHIN_MS)
    const [oldest = now] = begun
    if (isRunning) return fail('busy', { retryMs: SOON_MS })
    if (begun.length >= CHECKS) return fail('busy', { retryMs: oldest + WITHIN_MS - now })
    begun.push(now)
    isRunning = true
    try {
      return ok(await check())
    } finally {
      isRunning = false
    }
  }
}

/** Acts that the page shows at most. */
const ACTS_SHOWN = 100
/** Of each who acted, so many are shown before those of others are left out: nobody can fill the page alone. */
const ACTS_OF_ONE = 25
/** How many of the latest acts are read to choose the shown ones from. */
const ACTS_READ = 5_000

interface AdminDeps {
  readonly store: Store
  readonly clock: Clock
  readonly news: News
  readonly log: Log
  readonly settings: InstallationSettings
  /** URL of the embedded STUN responder; null: it is off. */
  readonly ownStun: string | null
  /** Checks the STUN and TURN servers of these settings. */
  readonly checkServers: (settings: InForce) => Promise<readonly AdminFinding[]>
  /** Runs every check of the doctor. */
  readonly examine: () => Promise<readonly AdminFinding[]>
  /** The push services used so far, and whether they refuse what this server sends. */
  readonly pushFailing: () => ReadonlyMap<string, boolean>
}

/** The last acts, newest first: `ACTS_OF_ONE` of everybody who acted, then whatever else is new. */
async function lastActs({ read }: Store): Promise<ActView[]> {
  const latest = read
    .selectFrom('admin_act')
    .select(['id', 'at', 'member_id', 'act', 'target'])
    .orderBy('id', 'desc')
    .limit(ACTS_READ)
  const rows = await read
    .selectFrom(
      read
        .selectFrom(latest.as('latest'))
        .selectAll()
        .select(
          sql<number>`row_number() OVER (PARTITION BY member_id ORDER BY id DESC) > ${sql.lit(ACTS_OF_ONE)}`.as(
            'is_further',
          ),
        )
        .as('act'),
    )
    .select(['act.id', 'act.at', 'act.member_id', 'act.act', 'act.target'])
    .orderBy('act.is_further')
    .orderBy('act.id', 'desc')
    .limit(ACTS_SHOWN)
    .execute()
  const nameOf = await shownNames(
    read,
    rows.map((row) => row.member_id),
  )
  return rows
    .sort((a, b) => b.id - a.id)
    .map(({ member_id, ...row }) => ({ ...row, by: nameOf(member_id) }))
}

export function createAdmin(deps: AdminDeps) {
  const { store, clock, log, news, settings } = deps
  const check = createCheckGate(clock)
  const view = (): SettingsView => ({ ...settings.view(), ownStun: deps.ownStun })
  return {
    mount(app: App): void {
      serve(app, adminContract.settings, () => Promise.resolve(ok(view())))

      serve(app, adminContract.changeSettings, async ({ identity, body }) => {
        const changed = await settings.change(body, identity)
        if (!changed.ok) return changed
        log.info({ member: identity.memberId, settings: changed.data }, 'settings changed')
        news.admin()
        return ok(view())
      })

      serve(app, adminContract.checkServers, async ({ body }) => {
        const tried = settings.tried(body)
        if (!tried.ok) return tried
        return check(async () => ({ findings: [...(await deps.checkServers(tried.data))] }))
      })

      serve(app, adminContract.examine, () =>
        check(async () => ({
          findings: [...(await deps.examine())],
          push: [...deps.pushFailing()].map(([service, failing]) => ({ service, failing })),
        })),
      )

      serve(app, adminContract.acts, async () => ok({ acts: await lastActs(store) }))
    },
    /** Deletes old acts; to be run each minute. */
    sweep: () => store.write((db) => sweepActs(db, clock.now())),
  }
}
