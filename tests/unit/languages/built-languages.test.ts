/** What `scripts/languages.mjs` adds to the built app. */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script, createContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../../protocol/languages.ts'
import { addLanguages } from '../../../scripts/languages.mjs'
import { TOP } from '../../support/sources.ts'

const folder = mkdtempSync(join(tmpdir(), 'peal-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (name: string) => readFileSync(join(folder, name), 'utf8')
const section = async (tag: string, name: string) =>
  (await import(pathToFileURL(join(TOP, `pwa/texts/${tag}/${name}.${tag}.ts`)).href)) as Record<
    string,
    unknown
  >

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  for (const name of ['index.html', 'call.html']) copyFileSync('pwa/index.html', join(folder, name))
  writeFileSync(join(folder, 'worker.js'), 'self.worked = true')
  await addLanguages(folder)
})

function importMap(document: string): Record<string, string> {
  const map = /<script type="importmap">(.*?)<\/script>/.exec(document)?.[1] ?? ''
  return (JSON.parse(map) as { imports: Record<string, string> }).imports
}

describe.each(LANGUAGES)('$tag', ({ tag, dir }) => {
  it.each(['index', 'call'])('has an %s document that says everything in it', async (name) => {
    const document = read(`${name}.${tag}.html`)
    expect(document).toContain(`<html lang="${tag}" dir="${dir}" data-language="${tag}">`)
    expect(document).not.toContain('{{')
    const { shell } = (await section(tag, 'shell')) as { shell: Record<string, string> }
    for (const words of [shell['description'], shell['tooOld'], shell['noScript']]) {
      expect(document).toContain(words)
    }
  })

  it('has every section of the pages in a file, and starts with one file of its texts', async () => {
    const sections = readdirSync('pwa/texts/en').map((file) => file.replace('.en.ts', ''))
    for (const name of ['index', 'call']) {
      const document = read(`${name}.${tag}.html`)
      const imports = importMap(document)
      const missing = sections.filter((each) => !(`texts/${each}` in imports))
      // The worker's, and the document's own.
      expect(missing).toEqual(['notifications', 'shell'])
      for (const [specifier, address] of Object.entries(imports)) {
        expect(existsSync(join(folder, address))).toBe(true)
        const built = (await import(pathToFileURL(join(folder, address)).href)) as object
        const source = await section(tag, specifier.replace('texts/', ''))
        for (const [key, texts] of Object.entries(source)) {
          const own = (built as Record<string, object>)[key] ?? {}
          expect(Object.keys(own)).toEqual(Object.keys(texts as object))
        }
      }
      const early = imports[name === 'index' ? 'texts/contacts' : 'texts/call']
      expect(document).toContain(`<link rel="modulepreload" crossorigin href="${early}">`)
      expect(imports['texts/language']).toBe(early)
    }
  })

  it('has a manifest', () => {
    expect(JSON.parse(read(`manifest.${tag}.webmanifest`))).toMatchObject({ lang: tag, dir })
  })

  it('has a worker that speaks it, and that keeps the files of no other language', async () => {
    const scope = createContext({ Intl, navigator: { languages: [tag] } })
    scope['self'] = scope
    new Script(read(`worker.${tag}.js`)).runInContext(scope)
    const { pealLanguage, worked } = scope as {
      worked?: boolean
      pealLanguage?: { files: { url: string }[]; language: object; notifications: object }
    }
    expect(worked).toBe(true)
    expect(pealLanguage?.language).toMatchObject({ tag })
    const { notifications } = await section(tag, 'notifications')
    expect(Object.keys(pealLanguage?.notifications ?? {})).toEqual(
      Object.keys(notifications as object),
    )
    const urls = pealLanguage?.files.map(({ url }) => url) ?? []
    expect(urls).toContain(`/index.${tag}.html`)
    expect(urls).toContain(`/call.${tag}.html`)
    expect(urls.filter((url) => !url.includes(`.${tag}`))).toEqual([])
    for (const url of urls) expect(existsSync(join(folder, url))).toBe(true)
  })
})
