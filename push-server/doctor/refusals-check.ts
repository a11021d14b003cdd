/** Whether push services refuse what this server sends: seen at the devices whose pushes failed last. */
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { causeOf, failed, fine, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const failing = v.array(v.object({ endpoint: v.string(), since: v.number() }))

function readFailing(file: string): v.InferOutput<typeof failing> {
  const database = new Database(file, { readonly: true })
  try {
    const rows = database.prepare(
      'SELECT endpoint, failing_since AS since FROM subscription WHERE failing_since IS NOT NULL',
    )
    return v.parse(failing, rows.all())
  } finally {
    database.close()
  }
}

const MEND =
  'Set PEAL_CONTACT to a mailto: or https: address of yours; the log tells the status of each refusal. It is over with the next push that is taken, such as a test ring.'

/** One finding for each push service that refuses; no endpoint is told, only its host. */
export function checkRefusals(file: string): Finding[] {
  let rows
  try {
    rows = readFailing(file)
  } catch (error) {
    // What is wrong with the database is another check's to say.
    const found = `Whether push services refuse this server cannot be read (${causeOf(error)}).`
    return [warning('push', found, 'Mend what is said of the database, and ask again.')]
  }
  if (rows.length === 0) return [fine('push', 'No push service refuses this server.')]
  const byHost = new Map<string, number[]>()
  for (const { endpoint, since } of rows) {
    const { host } = new URL(endpoint)
    byHost.set(host, [...(byHost.get(host) ?? []), since])
  }
  return [...byHost].map(([host, times]) => {
    const since = new Date(Math.min(...times)).toISOString()
    const devices = times.length === 1 ? 'a device' : `${times.length} devices`
    return failed('push', `${host} refuses the pushes of ${devices}, since ${since}.`, MEND)
  })
}
