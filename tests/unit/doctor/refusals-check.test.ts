import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkRefusals } from '../../../push-server/doctor/refusals-check.ts'
import { tempDir } from '../../support/temp-dir.ts'

it('warns that a database which cannot be opened could not be checked for refusals', async () => {
  expect(await checkRefusals({ engine: 'sqlite', file: join(tempDir(), 'none.db') })).toEqual([
    {
      check: 'push',
      status: 'warning',
      found: 'Whether push services refuse this server cannot be read (SQLITE_CANTOPEN).',
      mend: 'Mend what is said of the database, and ask again.',
    },
  ])
})

const HOST = 'fcm.googleapis.com'
type Row = { readonly since: number | null; readonly proved: number | null }

/** The status and text of the finding about a push service with these subscriptions. */
async function foundOf(...rows: readonly Row[]): Promise<[string, string]> {
  const file = join(tempDir(), 'peal.db')
  const database = new Database(file)
  database.exec(
    'CREATE TABLE subscription (endpoint text, failing_since integer, proved_at integer)',
  )
  const insert = database.prepare('INSERT INTO subscription VALUES (?, ?, ?)')
  rows.forEach(({ since, proved }, each) => insert.run(`https://${HOST}/${each}`, since, proved))
  database.close()
  const [finding] = await checkRefusals({ engine: 'sqlite', file })
  return [finding?.status ?? '', finding?.found ?? '']
}

const at = (ms: number) => new Date(ms).toISOString()

it.each<[string, readonly Row[], [string, string]]>([
  ['nobody', [{ since: null, proved: null }], ['ok', 'No push service refuses this server.']],
  [
    'one device',
    [{ since: 5, proved: 1 }],
    ['warning', `${HOST} refuses the pushes of a device, since ${at(5)}.`],
  ],
  [
    'two devices, with none proved since',
    [
      { since: 5, proved: 9 },
      { since: 7, proved: null },
      { since: null, proved: 6 },
    ],
    ['failed', `${HOST} refuses the pushes of 2 devices, since ${at(5)}.`],
  ],
  [
    'two devices, with another proved since',
    [
      { since: 5, proved: 1 },
      { since: 7, proved: 1 },
      { since: null, proved: 8 },
    ],
    [
      'warning',
      `${HOST} refuses the pushes of 2 devices, since ${at(5)}, and takes those of others.`,
    ],
  ],
])('finds the right status for a push service that refuses %s', async (_, rows, found) => {
  expect(await foundOf(...rows)).toEqual(found)
})
