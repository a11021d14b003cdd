/** The folder of the run's PostgreSQL: made before the first test, thrown away with the instance after the last. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import type {} from './postgres.ts'
import { until } from './until.ts'

/** The process of the instance; null: no test has started it. */
function processOf(folder: string): number | null {
  try {
    return Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n', 1)[0])
  } catch {
    return null
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Vitest calls this before the tests, and what it returns after them. */
export default function provide(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'peal-postgres-'))
  // Its user has to reach it, and connects from other users' processes.
  chmodSync(folder, 0o755)
  project.provide('postgresFolder', folder)
  project.provide('postgresRun', process.pid)
  return async () => {
    const pid = processOf(folder)
    if (pid !== null) {
      process.kill(pid, 'SIGQUIT')
      await until('PostgreSQL has ended', () => !isAlive(pid))
    }
    rmSync(folder, { recursive: true, force: true })
  }
}
