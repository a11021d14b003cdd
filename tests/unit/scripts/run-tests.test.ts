import { expect, it } from 'vitest'
import { LANES } from '../../../scripts/run-tests.mjs'
import config from '../../../vitest.config.ts'

it('`npm test` runs every project of the vitest configuration once', () => {
  const names = (config.test?.projects ?? []).map((project) =>
    typeof project === 'object' && 'test' in project ? project.test?.name : project,
  )
  expect(Object.values(LANES).flat().toSorted()).toEqual(names.toSorted())
})
