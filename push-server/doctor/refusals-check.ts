/**
 * Whether push services refuse what this server sends: seen at the devices whose pushes failed last.
 * One device alone may have a subscription that was made for another key, and so it is with several
 * while the service's pushes still come through to others.
 */
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { causeOf, failed, fine, warning } from './finding.ts'
import type { Finding } from './finding.ts'

const subscriptions = v.array(
  v.object({
    endpoint: v.string(),
    /** Since when its pushes are refused, server ms; null: they are not. */
    since: v.nullable(v.number()),
    /** When one last came through, server ms; null: none yet. */
    proved: v.nullable(v.number()),
  }),
)
type Subscription = v.InferOutput<typeof subscriptions>[number]

function readSubscriptions(file: string): Subscription[] {
  const database = new Database(file, { readonly: true })
  try {
    const rows = database.prepare(
      'SELECT endpoint, failing_since AS since, proved_at AS proved FROM subscription',
    )
    return v.parse(subscriptions, rows.all())
  } finally {
    database.close()
  }
}

const MEND =
  'Set PEAL_CONTACT to a mailto: or https: address of yours; the log tells the status of each refusal. It is over with the next push that is taken, such as a test ring.'
const MEND_ONE =
  'A device subscribes anew when Peal is next opened there. Where that does not help: set PEAL_CONTACT to a mailto: or https: address of yours.'
/** So many devices are no chance. */
const DEVICES = 2

/** What is to be said of one push service; null: it refuses nobody. */
function ofHost(host: string, rows: readonly Subscription[]): Finding | null {
  const times = rows.map(({ since }) => since).filter((since) => since !== null)
  if (times.length === 0) return null
  const devices = times.length === 1 ? 'a device' : `${times.length} devices`
  const since = new Date(Math.min(...times)).toISOString()
  const found = `${host} refuses the pushes of ${devices}, since ${since}`
  // The last that began to be refused, for the first may have been alone with it for long.
  const last = Math.max(...times)
  const takesOthers = rows.some((row) => row.since === null && (row.proved ?? 0) > last)
  if (takesOthers) return warning('push', `${found}, and takes those of others.`, MEND_ONE)
  if (times.length < DEVICES) return warning('push', `${found}.`, MEND_ONE)
  return failed('push', `${found}.`, MEND)
}

/** One finding for each push service that refuses; no endpoint is told, only its host. */
export function checkRefusals(file: string): Finding[] {
  let rows
  try {
    rows = readSubscriptions(file)
  } catch (error) {
    // What is wrong with the database is another check's to say.
    const found = `Whether push services refuse this server cannot be read (${causeOf(error)}).`
    return [warning('push', found, 'Mend what is said of the database, and ask again.')]
  }
  const byHost = new Map<string, Subscription[]>()
  for (const row of rows) {
    const { host } = new URL(row.endpoint)
    const its = byHost.get(host)
    if (its === undefined) byHost.set(host, [row])
    else its.push(row)
  }
  const findings = [...byHost]
    .map(([host, its]) => ofHost(host, its))
    .filter((finding) => finding !== null)
  return findings.length === 0 ? [fine('push', 'No push service refuses this server.')] : findings
}
