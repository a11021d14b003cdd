/**
 * Whether push services refuse what this server sends, judged by the devices whose last push failed. A
 * single device may have a subscription that was made for another key. So may several, as long as the
 * service still accepts pushes to others.
 */
import type { DatabasePlace } from '../store/database-place.ts'
import { readDatabase } from '../store/read-database.ts'
import type { Row } from '../store/tables.ts'
import { causeOf, failed, fine, warning, type Finding } from './finding.ts'

type Subscription = Pick<Row<'subscription'>, 'endpoint' | 'failing_since' | 'proved_at'>

const MEND =
  'Set PEAL_CONTACT to a mailto: or https: address of yours; the log tells the status of each refusal. It is over with the next push that is taken, such as a test ring.'
const MEND_ONE =
  'A device subscribes anew when Peal is next opened there. Where that does not help: set PEAL_CONTACT to a mailto: or https: address of yours.'
/** This many devices are no coincidence. */
const DEVICES = 2

/** The finding about one push service; null: it refuses no device. */
function ofHost(host: string, rows: readonly Subscription[]): Finding | null {
  const times = rows.map((row) => row.failing_since).filter((since) => since !== null)
  if (times.length === 0) return null
  const devices = times.length === 1 ? 'a device' : `${times.length} devices`
  const since = new Date(Math.min(...times)).toISOString()
  const found = `${host} refuses the pushes of ${devices}, since ${since}`
  // The most recent one, because the first may have been the only one for a long time.
  const last = Math.max(...times)
  const takesOthers = rows.some((row) => row.failing_since === null && (row.proved_at ?? 0) > last)
  if (takesOthers) return warning('push', `${found}, and takes those of others.`, MEND_ONE)
  if (times.length < DEVICES) return warning('push', `${found}.`, MEND_ONE)
  return failed('push', `${found}.`, MEND)
}

/** One finding for each push service that refuses. It names the host only, not the endpoint. */
export async function checkRefusals(database: DatabasePlace): Promise<Finding[]> {
  let rows
  try {
    rows = await readDatabase(database, (db) =>
      db.selectFrom('subscription').select(['endpoint', 'failing_since', 'proved_at']).execute(),
    )
  } catch (error) {
    // The database check reports what is wrong with the file.
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
