import { expect, it } from 'vitest'
import { join } from 'node:path'
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
