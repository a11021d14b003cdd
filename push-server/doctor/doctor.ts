/** `peal doctor`: every check side by side, as lines for people and as data. */
import { checkDatabase } from './database-check.ts'
import type { Finding } from './finding.ts'
import { checkIce } from './ice-check.ts'
import type { IceParts } from './ice-check.ts'
import { checkOrigin } from './reachable-origin.ts'
import { checkPush } from './push-check.ts'
import type { PushCheckParts } from './push-check.ts'
import { checkRefusals } from './refusals-check.ts'

/** What the doctor looks at. */
export interface DoctorParts extends IceParts, PushCheckParts {
  readonly origin: string
  readonly databaseFile: string
  /** A larger database is not read whole; not said: any is. */
  readonly databaseMaxBytes?: number
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** All that was found, as data and as lines for people. */
export interface Diagnosis {
  /** Nothing failed; there may be warnings. */
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

/** Runs every check; what is wrong is a finding, not a throw. */
export async function diagnose(parts: DoctorParts): Promise<Diagnosis> {
  const [origin, ice, push] = await Promise.all([
    checkOrigin(parts.origin, parts.now),
    checkIce(parts),
    checkPush(parts),
  ])
  const { databaseFile, databaseMaxBytes } = parts
  const findings = [
    ...origin,
    ...checkDatabase(databaseFile, databaseMaxBytes),
    ...ice,
    ...push,
    ...checkRefusals(databaseFile),
  ]
  const ok = findings.every(({ status }) => status !== 'failed')
  return { ok, findings, lines: findings.flatMap(linesOf) }
}
