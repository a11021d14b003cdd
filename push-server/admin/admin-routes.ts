/** Administrators' routes for the installation: its settings, its health, the record of acts. */
import { adminApi } from '../../protocol/admin-api.ts'
import type { ActView, AdminFinding, SettingsView } from '../../protocol/admin-api.ts'
import type { News } from '../bus/news.ts'
import type { Clock } from '../clock.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import { asAdmin, type App } from '../http/routes.ts'
import type { Log } from '../log.ts'
import { sweepActs } from '../store/admin-acts.ts'
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
  return async <T>(check: () => Promise<T>): Promise<Answer<T>> => {
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

async function lastActs({ read }: Store): Promise<ActView[]> {
  const rows = await read
    .selectFrom('admin_act')
    .leftJoin('member', 'member.id', 'admin_act.member_id')
    .select(['admin_act.id', 'admin_act.at', 'member.name', 'admin_act.act', 'admin_act.target'])
    .orderBy('admin_act.id', 'desc')
    .limit(ACTS_SHOWN)
    .execute()
  return rows.map(({ name, ...row }) => ({ ...row, by: name }))
}

export function createAdmin(deps: AdminDeps) {
  const { store, clock, log, news, settings } = deps
  const check = createCheckGate(clock)
  const view = (): SettingsView => ({ ...settings.view(), ownStun: deps.ownStun })
  return {
    mount(app: App): void {
      asAdmin(app, adminApi.settings, () => Promise.resolve(ok(view())))

      asAdmin(app, adminApi.changeSettings, async ({ identity, body }) => {
        const changed = await settings.change(body, identity)
        if (!changed.ok) return changed
        log.info({ member: identity.memberId, settings: changed.data }, 'settings changed')
        news.admin()
        return ok(view())
      })

      asAdmin(app, adminApi.checkServers, async ({ body }) => {
        const tried = settings.tried(body)
        if (!tried.ok) return tried
        return check(async () => ({ findings: [...(await deps.checkServers(tried.data))] }))
      })

      asAdmin(app, adminApi.examine, () =>
        check(async () => ({
          findings: [...(await deps.examine())],
          push: [...deps.pushFailing()].map(([service, failing]) => ({ service, failing })),
        })),
      )

      asAdmin(app, adminApi.acts, async () => ok({ acts: await lastActs(store) }))
    },
    /** Deletes old acts; to be run each minute. */
    sweep: () => store.write((db) => sweepActs(db, clock.now())),
  }
}
