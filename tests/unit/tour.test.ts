/** The picture in docs/tour.md must show the imports as they are. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { housePicture } from '../support/house-picture.ts'
import { sources, TOP } from '../support/sources.ts'

const PAGE = join(TOP, 'docs/tour.md')

test('the picture in docs/tour.md shows the imports as they are', async () => {
  const picture = housePicture(sources('pwa', 'push-server', 'protocol'))
  const page = readFileSync(PAGE, 'utf8')
  const redrawn = page.replace(/```mermaid\n[^`]*```/, `\`\`\`mermaid\n${picture}\`\`\``)
  // `npx vitest run tests/unit/tour.test.ts -u` draws it anew.
  await expect(redrawn).toMatchFileSnapshot(PAGE)
})
