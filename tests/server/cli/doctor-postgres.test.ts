import { expect, it } from 'vitest'
import { checkPostgres } from '../../../push-server/doctor/postgres-check.ts'
import { freePort } from '../../support/free-port.ts'
import { asAdministrator, databaseName, migratedDatabase } from '../../support/postgres.ts'

const HOUR_MS = 3_600_000

it('the doctor finds what is wrong with PostgreSQL, and says how to mend it', async () => {
  const url = await migratedDatabase()
  const [used, synced, ...others] = await checkPostgres(url, Date.now())
  expect(used).toMatchObject({
    status: 'ok',
    found: expect.stringContaining('can be used') as string,
  })
  // The tests' own instance need not survive a power cut.
  expect(synced).toMatchObject({ status: 'failed', mend: 'Set fsync = on in postgresql.conf.' })
  expect(others).toEqual([])
  const late = await checkPostgres(url, Date.now() - HOUR_MS)
  expect(late.at(-1)).toMatchObject({
    status: 'warning',
    found: expect.stringMatching(
      /clock of PostgreSQL's machine is (3600|3599|3601) s away/,
    ) as string,
  })

  await asAdministrator(`ALTER DATABASE ${databaseName(url)} SET synchronous_commit = off`)
  const [unfit] = await checkPostgres(url, Date.now())
  expect(unfit).toMatchObject({
    status: 'failed',
    found: expect.stringMatching(/synchronous_commit is "off"/) as string,
  })
  const gone = await checkPostgres(
    `postgresql://peal:hush@127.0.0.1:${await freePort()}/peal`,
    Date.now(),
  )
  expect(gone).toMatchObject([
    { status: 'failed', found: expect.stringContaining('ECONNREFUSED') as string },
  ])
  expect(JSON.stringify(gone)).not.toContain('hush')
})
