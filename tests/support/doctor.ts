/** `peal doctor` of a test's server, by the command line. */
import { expect } from 'vitest'
import type { Finding } from '../../push-server/doctor/finding.ts'
import { run } from './launched.ts'
import type { TestServer } from './server.ts'

type Env = Readonly<Record<string, string>>

interface Diagnosed {
  readonly code: number | null
  readonly ok: boolean
  readonly findings: readonly Finding[]
  /** The findings of one check, with their status. */
  of(check: Finding['check']): string[]
}

/** Runs it with the data and the origin of the server, and with these variables. */
export async function doctor(server: TestServer, env: Env): Promise<Diagnosed> {
  const { code, stdout, stderr } = await run(['doctor', '--json'], {
    PEAL_DATA: server.folder,
    PEAL_ORIGIN: server.origin,
    ...env,
  })
  expect(stderr).toBe('')
  const { ok, findings } = JSON.parse(stdout) as { ok: boolean; findings: Finding[] }
  const of = (check: Finding['check']) =>
    findings.filter((each) => each.check === check).map((each) => `${each.status}: ${each.found}`)
  return { code, ok, findings, of }
}
