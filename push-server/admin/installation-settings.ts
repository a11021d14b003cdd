/**
 * The settings that administrators change while Peal runs. A value in the environment takes precedence
 * and cannot be changed. The others are stored as one row of the table `setting` and apply at once.
 */
import * as v from 'valibot'
import type { SettingsView } from '../../protocol/admin-api.ts'
import {
  CALL_LIMIT,
  INSTALLATION_SETTINGS,
  settingsChange,
} from '../../protocol/installation-settings.ts'
import type { SettingName, SettingsChange } from '../../protocol/installation-settings.ts'
import type { Clock } from '../clock.ts'
import { fail, ok, type Answer } from '../http/answer.ts'
import type { Identity } from '../identity.ts'
import type { Settings } from '../settings.ts'
import { recordAct } from '../store/admin-acts.ts'
import type { DatabasePlace } from '../store/database-place.ts'
import { readDatabase } from '../store/read-database.ts'
import type { Store } from '../store/store.ts'
import { writeAsAdmin } from '../store/write-as.ts'
import type { Db } from '../store/tables.ts'

const SETTINGS_KEY = 'installation'

/** The environment variable of each setting. The limits of calls have none. */
const VARIABLE_OF: Readonly<Partial<Record<SettingName, string>>> = {
  ringSeconds: 'PEAL_RING_SECONDS',
  stunUrls: 'PEAL_STUN_URLS',
  turnUrls: 'PEAL_TURN_URLS',
  turnSecret: 'PEAL_TURN_SECRET',
}

/** The settings of the environment that these build on. */
type GivenSettings = Pick<Settings, 'ringMs' | 'stunUrls' | 'turnUrls' | 'turnSecret' | 'given'>

/** The values in force. */
export interface InForce {
  readonly ringMs: number
  readonly limits: { readonly pair: number; readonly caller: number }
  readonly stunUrls: readonly string[]
  readonly turnUrls: readonly string[]
  readonly turnSecret: string | null
}

/** `forbidden`: the environment sets the value. `invalid`: it does not go with the others. */
type Changed<T> = Answer<T, 'forbidden' | 'invalid'>

export type InstallationSettings = Awaited<ReturnType<typeof openInstallationSettings>>

const keptText = v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown()))

/**
 * Reads the stored settings. Each value that is invalid, because another version of Peal stored it,
 * counts as not set. TURN servers and their secret count as one value: neither is of use alone.
 */
export function readKept(text: string | undefined): SettingsChange {
  const read = v.safeParse(keptText, text)
  if (!read.success) return {}
  const kept = read.output
  const isRight = (name: SettingName) => v.is(settingsChange.entries[name], kept[name])
  const isTurnRight = isRight('turnUrls') && isRight('turnSecret')
  const right = INSTALLATION_SETTINGS.filter((name) =>
    name === 'turnUrls' || name === 'turnSecret' ? isTurnRight : isRight(name),
  )
  return v.parse(settingsChange, Object.fromEntries(right.map((name) => [name, kept[name]])))
}

/** The values in force with these stored settings. */
export function inForce(given: GivenSettings, kept: SettingsChange): InForce {
  const own = <N extends SettingName>(name: N): SettingsChange[N] | undefined =>
    isGiven(given, name) ? undefined : kept[name]
  const ringSeconds = own('ringSeconds')
  const turnSecret = own('turnSecret')
  return {
    ringMs: ringSeconds === undefined ? given.ringMs : ringSeconds * 1_000,
    limits: {
      pair: own('pairCalls') ?? CALL_LIMIT.pair,
      caller: own('callerCalls') ?? CALL_LIMIT.caller,
    },
    stunUrls: own('stunUrls') ?? given.stunUrls,
    turnUrls: own('turnUrls') ?? given.turnUrls,
    turnSecret: turnSecret === undefined ? given.turnSecret : turnSecret,
  }
}

function isGiven({ given }: GivenSettings, name: SettingName): boolean {
  const variable = VARIABLE_OF[name]
  return variable !== undefined && given.has(variable)
}

/** Opens the settings. They are cached, because every call reads them. */
export async function openInstallationSettings(store: Store, given: GivenSettings, clock: Clock) {
  let kept = await load(store.read)

  /** The stored settings after the change, if it is allowed. */
  function merged(before: SettingsChange, change: SettingsChange): Changed<SettingsChange> {
    const locked = namesIn(change).find((name) => isGiven(given, name))
    if (locked !== undefined) return fail('forbidden', { field: locked })
    const after = { ...before, ...change }
    const { turnUrls, turnSecret } = inForce(given, after)
    if (turnUrls.length > 0 && turnSecret === null) return fail('invalid', { field: 'turnSecret' })
    if (turnUrls.length === 0 && turnSecret !== null) return fail('invalid', { field: 'turnUrls' })
    return ok(after)
  }

  return {
    current: () => inForce(given, kept),
    /** The settings as the page shows them: without the secret. */
    view(): Omit<SettingsView, 'ownStun'> {
      const { ringMs, limits, stunUrls, turnUrls, turnSecret } = inForce(given, kept)
      return {
        ringSeconds: Math.round(ringMs / 1_000),
        pairCalls: limits.pair,
        callerCalls: limits.caller,
        stunUrls: [...stunUrls],
        turnUrls: [...turnUrls],
        hasTurnSecret: turnSecret !== null,
        setBy: INSTALLATION_SETTINGS.flatMap((setting) => {
          const variable = VARIABLE_OF[setting]
          return variable !== undefined && isGiven(given, setting) ? [{ setting, variable }] : []
        }),
      }
    },
    /** The values that would be in force after this change. */
    tried(change: SettingsChange): Changed<InForce> {
      const answer = merged(kept, change)
      return answer.ok ? ok(inForce(given, answer.data)) : answer
    },
    /** Saves the change, and records which settings `by` changed. */
    async change(change: SettingsChange, by: Identity): Promise<Changed<readonly SettingName[]>> {
      const answer = await writeAsAdmin(store, by, async (db) => {
        const before = await load(db)
        const after = merged(before, change)
        if (!after.ok) return after
        const names = namesIn(change).filter(
          (name) => JSON.stringify(before[name]) !== JSON.stringify(change[name]),
        )
        if (names.length === 0) return ok({ after: before, names })
        const value = JSON.stringify(after.data)
        await db
          .insertInto('setting')
          .values({ key: SETTINGS_KEY, value })
          .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
          .execute()
        const target = names.join(' ')
        await recordAct(db, {
          at: clock.now(),
          memberId: by.memberId,
          act: 'settings-changed',
          target,
        })
        return ok({ after: after.data, names })
      })
      if (!answer.ok) return answer
      kept = answer.data.after
      return ok(answer.data.names)
    },
  }
}

/**
 * What administrators set, read from the database of a server that may be running; nothing where it cannot
 * be read, which the doctor's database check reports.
 */
export async function readInstallationSettings(place: DatabasePlace): Promise<SettingsChange> {
  try {
    return await readDatabase(place, load)
  } catch {
    return {}
  }
}

async function load(db: Db): Promise<SettingsChange> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', SETTINGS_KEY)
    .executeTakeFirst()
  return readKept(row?.value)
}

function namesIn(change: SettingsChange): SettingName[] {
  return INSTALLATION_SETTINGS.filter((name) => change[name] !== undefined)
}
