/** Two servers meet an empty database at the same moment. */
import { expect, test } from 'vitest'
import { launch, type Launched } from '../../support/launched.ts'
import { asAdministrator, databaseName, freshDatabase } from '../../support/postgres.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { until } from '../../support/until.ts'

const LISTENING = /^Peal is listening/m
const LINKS = /^Create the first admin: /gm

test('first-start-twice: one schema, one pair of keys for pushes, and one link for the first admin', async () => {
  const url = await freshDatabase()
  const start = () => launch([], { PEAL_DATA: tempDir(), DATABASE_URL: url, PORT: '0' })
  const both = await Promise.all([start(), start()])
  const isSettled = (peal: Launched) => peal.isOver || LISTENING.test(peal.stdout)
  await until('each listens or is refused', () => both.every(isSettled))
  await until('the link is shown', () => both.some(({ stdout }) => stdout.match(LINKS)))

  // As long as servers do not know of each other, one alone may run on a database.
  expect(both.filter(({ isOver }) => !isOver)).toHaveLength(1)
  const refused = both.find(({ isOver }) => isOver)
  expect((await refused?.ended())?.stderr).toMatch(
    /^DATABASE_URL: Peal is already running on the database /,
  )
  expect(both.flatMap(({ stdout }) => stdout.match(LINKS) ?? [])).toHaveLength(1)
  const kept = await asAdministrator(
    `SELECT key AS name FROM setting WHERE key LIKE 'vapid.%'
      UNION ALL SELECT 'ticket' FROM ticket ORDER BY name`,
    databaseName(url),
  )
  expect(kept).toEqual([{ name: 'ticket' }, { name: 'vapid.private' }, { name: 'vapid.public' }])
})
