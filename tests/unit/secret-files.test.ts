import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withSecretFiles } from '../../push-server/secret-files.ts'
import { tempDir } from '../support/temp-dir.ts'

describe('a secret in a file', () => {
  it('is read in place of the variable', () => {
    const file = join(tempDir(), 'secret')
    writeFileSync(file, 'a long random text\n')
    const env = { PEAL_TURN_SECRET_FILE: file, PORT: '1' }
    expect(withSecretFiles(env)).toEqual({
      ok: true,
      env: { ...env, PEAL_TURN_SECRET: 'a long random text' },
    })
  })

  it('that cannot be read is named in one line', () => {
    expect(withSecretFiles({ PEAL_METRICS_TOKEN_FILE: '/nowhere/token' })).toEqual({
      ok: false,
      problem:
        'PEAL_METRICS_TOKEN_FILE: /nowhere/token cannot be read (ENOENT); it must be a file that Peal may read.',
    })
  })

  it('beside the variable itself is refused', () => {
    const env = { PEAL_TURN_SECRET: 'one', PEAL_TURN_SECRET_FILE: '/other' }
    expect(withSecretFiles(env)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/^PEAL_TURN_SECRET_FILE: .*one of the two\.$/),
    })
  })
})
