/** `peal doctor`: runs all checks at the same time. */
import { checkDatabase } from './database-check.ts'
import type { Finding } from './finding.ts'
import { checkIce } from './ice-check.ts'
import type { IceCheckDeps } from './ice-check.ts'
import { checkOrigin } from './reachable-origin.ts'
import { checkPush } from './push-check.ts'
import type { PushCheckDeps } from './push-check.ts'
import { checkRefusals } from './refusals-check.ts'

export interface DoctorDeps extends IceCheckDeps, PushCheckDeps {
  readonly origin: string
  readonly databaseFile: string
  /** A larger database is not read whole; omitted: no limit. */
  readonly databaseMaxBytes?: number
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** The findings, as data and as lines for people. */
export interface Diagnosis {
  /** No check failed; there may be warnings. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
  readonly lines: readonly string[]
}

const NAMES: Record<Finding['check'], string> = {
  origin: 'Origin',
  certificate: 'Certificate',
  database: 'Database',
  stun: 'STUN',
  turn: 'TURN',
  push: 'Push',
}
const STATUS_WIDTH = 'warning'.length
const NAME_WIDTH = 'Certificate'.length

function linesOf({ status, check, found, mend }: Finding): string[] {
  const head = `${status.padEnd(STATUS_WIDTH)}  ${NAMES[check].padEnd(NAME_WIDTH)}  `
  return [head + found, ...(mend === null ? [] : [' '.repeat(head.length) + mend])]
}

/** Runs every check. Problems are returned as findings, not thrown. */
export async function diagnose(deps: DoctorDeps): Promise<Diagnosis> {
  const { databaseFile, databaseMaxBytes } = deps
  const [origin, ice, push, refusals] = await Promise.all([
    checkOrigin(deps.origin, deps.now),
    checkIce(deps),
    checkPush(deps),
    checkRefusals(databaseFile),
  ])
  const findings = [
    ...origin,
    ...checkDatabase(databaseFile, databaseMaxBytes),
    ...ice,
    ...push,
    ...refusals,
  ]
  const ok = findings.every(({ status }) => status !== 'failed')
  return { ok, findings, lines: findings.flatMap(linesOf) }
}
