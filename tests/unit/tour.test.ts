/** The picture in docs/tour.md must show the imports as they are, and its table every folder. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../../protocol/languages.ts'
import { housePicture } from '../support/house-picture.ts'
import { sources, TOP } from '../support/sources.ts'

const PAGE = join(TOP, 'docs/tour.md')
const product = sources('pwa', 'push-server', 'protocol')

test('the picture in docs/tour.md shows the imports as they are', async () => {
  const picture = housePicture(product)
  const page = readFileSync(PAGE, 'utf8')
  const redrawn = page.replace(/```mermaid\n[^`]*```/, `\`\`\`mermaid\n${picture}\`\`\``)
  // `npx vitest run tests/unit/tour.test.ts -u` draws it anew.
  await expect(redrawn).toMatchFileSnapshot(PAGE)
})

test('the table in docs/tour.md lists every folder of the sources', () => {
  const page = readFileSync(PAGE, 'utf8')
  const folders = [...new Set(product.map(({ path }) => dirname(path)))]
  // The row of English stands for all languages, so that a translator need not edit the tour.
  const translations = LANGUAGES.map(({ tag }) => `pwa/texts/${tag}`).filter(
    (folder) => folder !== 'pwa/texts/en',
  )
  const expected = folders.filter((folder) => !translations.includes(folder))
  expect(expected.filter((folder) => !page.includes(`\`${folder}/\``))).toEqual([])
})
