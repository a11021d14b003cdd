/**
 * Gives the built app its languages. Vite's build knows no texts (texts-apart.mjs); this adds, for each language, its texts
 * as small modules, and documents, a worker and a manifest that name them.
 */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { SECTION_FILE, nameOf, specifierOf } from './texts-apart.mjs'

const top = join(import.meta.dirname, '..')
const texts = join(top, 'pwa/texts')

/**
 * Which sections are in a file together. Those of `app` and `call` are what a contact list and a call window show at
 * their start; the others come later, with the parts of a page that show them. Every section that is not named here
 * is a file of its own.
 */
const TOGETHER = {
  app: ['language', 'when', 'calls', 'common', 'contacts', 'incoming'],
  call: ['language', 'call'],
  admin: ['admin', 'admin-connectors'],
  frame: ['install', 'offline'],
  settings: ['settings', 'push', 'test-ring'],
}
const OF_WORKER = ['language', 'when', 'notifications']
/** Sections that no page imports. */
const NOT_OF_PAGES = ['notifications', 'shell']
/** The documents, and the file of texts that each starts with. */
const DOCUMENTS = { 'index.html': 'app', 'call.html': 'call' }

/** @typedef {{ tag: string, name: string, dir: 'ltr' | 'rtl' }} Language */

/** @param {string} tag @param {string} section */
const fileOf = (tag, section) => join(texts, tag, `${section}.${tag}.ts`)

/** A module with these sections. @param {string} tag @param {readonly string[]} sections */
const exporting = (tag, sections) =>
  sections
    .map((each) => `export { ${nameOf(each)} } from ${JSON.stringify(fileOf(tag, each))}`)
    .join('\n')

/**
 * Bundles a module with what it imports into one minified file.
 * @param {string} code @param {string} tag English sections that it imports are taken from this language
 * @param {'es' | 'iife'} format
 */
async function bundle(code, tag, format = 'es') {
  const bundled = await rolldown({
    input: 'entry',
    cwd: top,
    platform: 'browser',
    treeshake: { moduleSideEffects: false, propertyReadSideEffects: false },
    plugins: [
      {
        name: 'peal:language',
        resolveId(source) {
          if (source === 'entry') return source
          const section = SECTION_FILE.exec(source)?.[1]
          return section === undefined ? null : fileOf(tag, section)
        },
        load: (id) => (id === 'entry' ? code : null),
      },
    ],
  })
  const { output } = await bundled.generate({ format, minify: true, name: 'pealLanguage' })
  await bundled.close()
  return output[0].code
}

/** What a module exports. @param {string} code @param {string} tag @returns {Promise<any>} */
async function evaluate(code, tag) {
  const built = await bundle(code, tag)
  return import(`data:text/javascript;base64,${Buffer.from(built).toString('base64')}`)
}

/** @param {string} content */
const hashOf = (content) => createHash('sha256').update(content).digest('base64url').slice(0, 8)

/** @returns {Record<string, readonly string[]>} the sections of each file of a language */
function sectionsOfFiles() {
  const all = readdirSync(join(texts, 'en')).map((file) => SECTION_FILE.exec(`en/${file}`)?.[1])
  const taken = new Set([...Object.values(TOGETHER).flat(), ...NOT_OF_PAGES, undefined])
  const alone = all.filter((each) => !taken.has(each))
  return { ...TOGETHER, ...Object.fromEntries(alone.map((each) => [each, [each]])) }
}

/**
 * Writes the texts of a language.
 * @param {string} folder of the built app @param {string} tag
 * @returns {Promise<Record<string, string>>} the address of each file
 */
async function writeTexts(folder, tag) {
  const written = Object.entries(sectionsOfFiles()).map(async ([name, sections]) => {
    const code = await bundle(exporting(tag, sections), tag)
    const address = `/assets/${name}.${tag}-${hashOf(code)}.js`
    writeFileSync(join(folder, address), code)
    return [name, address]
  })
  return Object.fromEntries(await Promise.all(written))
}

/**
 * Which file has each section. A section that is in several files is taken from the one that the document starts with.
 * @param {Record<string, string>} addresses @param {string} early
 */
function importsOf(addresses, early) {
  const files = Object.entries(sectionsOfFiles())
  const inOrder = files.sort(([a], [b]) => Number(a === early) - Number(b === early))
  return Object.fromEntries(
    inOrder.flatMap(([name, sections]) =>
      sections.map((section) => [specifierOf(section), addresses[name] ?? '']),
    ),
  )
}

/**
 * @param {string} template @param {Language} language @param {Record<string, string>} said its shell texts
 * @param {Record<string, string>} imports @param {string} early the address of the texts that it starts with
 */
function documentOf(template, { tag, dir }, said, imports, early) {
  /** @type {Record<string, string>} */
  const words = { tag, dir, ...said }
  const head = [
    `<script type="importmap">${JSON.stringify({ imports })}</script>`,
    `<link rel="modulepreload" crossorigin href="${early}">`,
  ].join('\n    ')
  return template
    .replace(/<!-- The texts:.*?-->/, () => head)
    .replace(/\{\{(\w+)\}\}/g, (_, name) => escaped(words[name] ?? ''))
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** @param {string} folder of the built app @param {Language} language */
async function addLanguage(folder, language) {
  const { tag, dir } = language
  const addresses = await writeTexts(folder, tag)
  const { shell, manifestOf } = await evaluate(
    `${exporting(tag, ['shell'])}\nexport { manifestOf } from './pwa/manifest.ts'`,
    tag,
  )
  const files = Object.values(addresses).map((url) => ({
    url,
    revision: /** @type {string | null} */ (null),
  }))
  for (const [name, early] of Object.entries(DOCUMENTS)) {
    const template = readFileSync(join(folder, name), 'utf8')
    const imports = importsOf(addresses, early)
    const html = documentOf(template, language, shell, imports, addresses[early] ?? '')
    const named = name.replace('.html', `.${tag}.html`)
    writeFileSync(join(folder, named), html)
    files.push({ url: `/${named}`, revision: hashOf(html) })
  }
  const manifest = JSON.stringify(manifestOf(tag, dir, shell.installed))
  writeFileSync(join(folder, `manifest.${tag}.webmanifest`), manifest)
  const worker = readFileSync(join(folder, 'worker.js'), 'utf8')
  const inFront = await bundle(
    `${exporting(tag, OF_WORKER)}\nexport const files = ${JSON.stringify(files)}`,
    tag,
    'iife',
  )
  writeFileSync(join(folder, `worker.${tag}.js`), `${inFront.trim()}\n${worker}`)
}

/** @param {string} folder where the app is built; what was made for no language is removed */
export async function addLanguages(folder) {
  const { LANGUAGES } = await evaluate(`export { LANGUAGES } from './protocol/languages.ts'`, 'en')
  for (const language of LANGUAGES) await addLanguage(folder, language)
  for (const name of [...Object.keys(DOCUMENTS), 'worker.js']) rmSync(join(folder, name))
}
