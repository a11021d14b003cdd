import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checkRefusals } from '../../../push-server/doctor/refusals-check.ts'
import { tempDir } from '../../support/temp-dir.ts'

it('says that it could not look', () => {
  expect(checkRefusals(join(tempDir(), 'none.db'))).toEqual([
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

/** What is found where these are the subscriptions of one push service. */
function foundOf(...rows: readonly Row[]): [string, string] {
  const file = join(tempDir(), 'peal.db')
  const database = new Database(file)
  database.exec(
    'CREATE TABLE subscription (endpoint text, failing_since integer, proved_at integer)',
  )
  const insert = database.prepare('INSERT INTO subscription VALUES (?, ?, ?)')
  rows.forEach(({ since, proved }, each) => insert.run(`https://${HOST}/${each}`, since, proved))
  database.close()
  const [finding] = checkRefusals(file)
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
])('tells a service that refuses this server from one that refuses %s', (_, rows, found) => {
  expect(foundOf(...rows)).toEqual(found)
})
