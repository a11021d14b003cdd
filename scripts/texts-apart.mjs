/**
 * Leaves the texts out of what Vite builds. Each module of the pages imports the sections that it names as
 * `texts/<section>`, and the document's import map says which file of its language has them. The worker, which can have
 * no import map, finds them in a global that stands before its code. Both are made by languages.mjs.
 */

/** A file of a section of the English texts. */
export const SECTION_FILE = /(?:^|\/)en\/([\w-]+)\.en\.ts$/
const ALL_TEXTS = /import \* as texts from\s*(["'])[./]*texts\/texts\.ts\1;?/

/** What an import map has. @param {string} section */
export const specifierOf = (section) => `texts/${section}`

/** The constant of a section: `callsPage` of `calls-page`. @param {string} section */
export const nameOf = (section) => section.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())

/** @param {string} name of a section's constant */
const sectionOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Imports of all texts become imports of the sections that the module names. */
const transform = {
  // After components were compiled.
  order: /** @type {const} */ ('post'),
  filter: { code: ALL_TEXTS },
  /** @param {string} code */
  handler(code) {
    /** @type {Set<string>} */
    const names = new Set()
    const body = code.replace(ALL_TEXTS, '').replace(/\btexts\.(\w+)/g, (_, name) => {
      names.add(name)
      return `texts_${name}`
    })
    const imports = [...names].map(
      (name) => `import { ${name} as texts_${name} } from 'en/${sectionOf(name)}.en.ts';`,
    )
    return { code: `${imports.join('')}${body}`, map: null }
  },
}

/** @returns {import('vite').Plugin} */
export function textsApart() {
  return {
    name: 'peal:texts-apart',
    apply: 'build',
    // Before Vite finds the file.
    enforce: 'pre',
    resolveId(source) {
      const section = SECTION_FILE.exec(source)?.[1]
      if (section === undefined) return null
      return { id: specifierOf(section), external: true, moduleSideEffects: false }
    },
    transform,
  }
}

const GLOBAL = '\0texts:'

/** For the worker. @returns {import('vite').Plugin} */
export function textsOfGlobal() {
  return {
    name: 'peal:texts-of-global',
    enforce: 'pre',
    resolveId(source) {
      const section = SECTION_FILE.exec(source)?.[1]
      return section === undefined ? null : `${GLOBAL}${section}`
    },
    load(id) {
      if (!id.startsWith(GLOBAL)) return null
      const name = nameOf(id.slice(GLOBAL.length))
      return `export const ${name} = self.pealLanguage.${name}`
    },
    transform,
  }
}
