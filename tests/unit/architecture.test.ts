/** Checks the structure of the code that docs/decisions/0001-two-sides-one-protocol.md describes. */
import { NodeTypes } from '@vue/compiler-dom'
import { parse } from '@vue/compiler-sfc'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../protocol/languages.ts'
import { mayImport, PROTOCOL_PACKAGES } from '../../scripts/arrows.mjs'
import {
  circle,
  repeatedNames,
  source,
  sourceOf,
  sources,
  unusedExports,
} from '../support/sources.ts'

const product = sources('protocol', 'push-server', 'pwa')
const all = [...product, ...sources('tests')]

/** The limit is about 300 lines: longer files are hard to keep in mind. */
const MAX_LINES = 320

const FOR_COMPONENTS = 'components do not import api/ and call/; its store names their types'

/** Files that may export what others define, each with its reason. */
const GATES: Record<string, string> = {
  'pwa/texts/texts.ts': 'the one place that knows the language; pages name its sections',
  'pwa/stores/admin.ts': FOR_COMPONENTS,
  'pwa/stores/call-window.ts': FOR_COMPONENTS,
  'pwa/stores/history.ts': FOR_COMPONENTS,
}

/** Exports that scripts/programs.mjs takes from the built server, and languages.mjs for the built app. */
const USED_BY_SCRIPTS = [
  'push-server/cli.ts: run',
  'push-server/main.ts: run',
  'pwa/manifest.ts: manifestOf',
]

/** Where translations are, which scripts/languages.mjs finds by their names. */
const TRANSLATIONS = LANGUAGES.filter(({ tag }) => tag !== 'en').map(
  ({ tag }) => `pwa/texts/${tag}/`,
)

/** A file of texts without the tag of its language, which may have capitals. */
function withoutTag(name: string): string {
  const tagged = LANGUAGES.find(({ tag }) => name.endsWith(`${tag}.ts`))
  return tagged === undefined ? name : name.replace(tagged.tag, tagged.tag.toLowerCase())
}

/** Names that say nothing about the content, so that anything could go there. */
const NAMELESS = /^(index|utils?|types?|helpers?|misc|shared)\.(ts|vue)$/

describe('the source code', () => {
  it('imports only along the arrows', () => {
    const against = product.flatMap(({ path, imports }) =>
      imports.filter((to) => !mayImport(path, to)).map((to) => `${path} -> ${to}`),
    )
    expect(against).toEqual([])
  })

  it('has rules for imports that forbid what they should', () => {
    expect(mayImport('pwa/pages/Home.vue', 'push-server/start.ts')).toBe(false)
    expect(mayImport('push-server/start.ts', 'pwa/main.ts')).toBe(false)
    expect(mayImport('protocol/call.ts', 'pwa/call/tones.ts')).toBe(false)
    expect(mayImport('pwa/pages/Home.vue', 'pwa/api/http.ts')).toBe(false)
    expect(mayImport('push-server/calls/a.ts', 'push-server/signaling/b.ts')).toBe(false)
    expect(mayImport('push-server/calls/a.ts', 'push-server/store/store.ts')).toBe(true)
    expect(mayImport('push-server/calls/a.ts', 'push-server/start.ts')).toBe(false)
    expect(mayImport('push-server/doctor/a.ts', 'push-server/ice/b.ts')).toBe(true)
    expect(mayImport('push-server/ice/b.ts', 'push-server/doctor/a.ts')).toBe(false)
    expect(mayImport('pwa/stores/calls.ts', 'pwa/call/call-engine.ts')).toBe(true)
  })

  it('has no import cycles', () => {
    expect(circle(product)).toBeNull()
    const file = (path: string, ...imports: string[]) => ({ path, imports })
    expect(circle([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b'])
  })

  it('imports nothing in protocol/ except protocol/ itself and one package', () => {
    const foreign = product
      .filter(({ path }) => path.startsWith('protocol/'))
      .flatMap(({ path, packages }) =>
        packages.filter((name) => !PROTOCOL_PACKAGES.includes(name)).map((name) => [path, name]),
      )
    expect(foreign).toEqual([])
  })

  it(`keeps files under ${MAX_LINES} lines`, () => {
    const long = all.filter(({ text }) => text.split('\n').length > MAX_LINES + 1)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it('gives every file a name that says what it is', () => {
    const nameless = all.filter(({ path }) => NAMELESS.test(basename(path)))
    expect(nameless.map(({ path }) => path)).toEqual([])
    const odd = all.filter(({ path }) =>
      path.endsWith('.vue')
        ? !/^[A-Z][A-Za-z0-9]*\.vue$/.test(basename(path))
        : !/^[a-z0-9][a-z0-9.-]*\.(ts|mjs|css)$/.test(withoutTag(basename(path))),
    )
    expect(odd.map(({ path }) => path)).toEqual([])
  })

  it('sees every kind of import and export', () => {
    const { imports, uses, exports, reExports, packages } = sourceOf(
      'pwa/a/b.ts',
      `import type { A } from './a.ts'
       import B, { type C as D } from '../c/c.ts'
       import * as all from './all.ts'
       import './effect.ts'
       import * as v from 'valibot'
       export { e } from './e.ts'
       export type { F } from './f.ts'
       export * from './g.ts'
       export * as h from './h.ts'
       export { all, D as Other }
       export const { i, j } = await import('./lazy.ts')
       export interface K extends A {}
       export default function l() {}`,
    )
    expect(imports.map((path) => path.replace('pwa/', '')).sort()).toEqual(
      ['a', 'all', 'e', 'effect', 'f', 'g', 'h', 'lazy']
        .map((name) => `a/${name}.ts`)
        .concat('c/c.ts'),
    )
    expect(packages).toEqual(['valibot'])
    const used = uses.map(({ file, name }) => `${file.replace(/^.*\//, '')}: ${name}`)
    expect(used.sort()).toEqual(
      ['a.ts: A', 'all.ts: *', 'c.ts: C', 'c.ts: default', 'e.ts: e', 'f.ts: F', 'g.ts: *'].concat(
        'h.ts: *',
        'lazy.ts: *',
      ),
    )
    const names = (isType: boolean) =>
      exports
        .filter((each) => each.isType === isType)
        .map(({ name }) => name)
        .sort()
    expect(names(false)).toEqual(['*', 'all', 'default', 'e', 'h', 'i', 'j'])
    expect(names(true)).toEqual(['F', 'K', 'Other'])
    expect(reExports.toSorted()).toEqual(['*', 'F', 'Other', 'all', 'e', 'h'])
  })

  it('has no barrels: outside the gates a file exports only what it defines', () => {
    const passing = all.filter(({ path, reExports }) => reExports.length > 0 && !(path in GATES))
    expect(passing.map(({ path, reExports }) => `${path}: ${reExports.join(', ')}`)).toEqual([])
  })

  it('gives no two files of one side the same name', () => {
    expect(repeatedNames(['pwa/a/x.ts', 'pwa/b/x.vue', 'pwa/y.ts'])).toEqual([])
    expect(repeatedNames(['pwa/a/x.ts', 'pwa/b/c/x.ts', 'pwa/a/y.css', 'pwa/y.css'])).toEqual([
      'x.ts',
      'y.css',
    ])
    for (const side of ['pwa/', 'push-server/', 'protocol/']) {
      const paths = product.map(({ path }) => path).filter((path) => path.startsWith(side))
      const repeated = repeatedNames(paths)
      expect(repeated).toEqual([])
    }
  })

  it('exports no function or value that no other file uses', () => {
    const some = sourceOf('a.ts', 'export const a = 1; export function b() {}; export type C = 1')
    const unusedBeside = (text: string) => unusedExports([some], [sourceOf('b.ts', text)])
    expect(unusedBeside("import { a } from './a.ts'")).toEqual(['a.ts: b'])
    expect(unusedBeside("const a = import('./a.ts')")).toEqual([])

    const users = [...all, ...sources('scripts'), source('vite.config.ts')]
    const unused = unusedExports(product, users)
    const known = (each: string) =>
      USED_BY_SCRIPTS.includes(each) || TRANSLATIONS.some((start) => each.startsWith(start))
    expect(unused.filter((each) => !known(each))).toEqual([])
  })

  it('has no other name than Deps for the dependencies of server modules', () => {
    const server = product.filter(({ path }) => path.startsWith('push-server/'))
    const otherNames = server.flatMap(({ path, text }) =>
      [...text.matchAll(/\b(?:interface|type) (\w+(?:Parts|Needs|Ports|Globals))\b/g)].map(
        ([, name]) => `${path}: ${name}`,
      ),
    )
    expect(otherNames).toEqual([])
  })

  it('keeps every sentence of the screen in texts/', () => {
    const said = product.filter(({ path }) => path.endsWith('.vue')).flatMap(wordsInTemplate)
    expect(said).toEqual([])
  })
})

/** Attributes that people read or hear. */
const SHOWN = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label'])
const TEXT: number = NodeTypes.TEXT
const ATTRIBUTE: number = NodeTypes.ATTRIBUTE
const WORD = /\p{L}{2,}/u

interface TemplateNode {
  readonly type: number
  readonly content?: unknown
  readonly children?: readonly unknown[]
  readonly branches?: readonly unknown[]
  readonly props?: readonly {
    readonly type: number
    readonly name: string
    readonly value?: { readonly content: string } | undefined
  }[]
}

/** The words in a template, as text or in an attribute that people read or hear. */
function wordsInTemplate({ path, text }: { path: string; text: string }): string[] {
  const found: string[] = []
  const visit = (node: TemplateNode) => {
    if (node.type === TEXT && typeof node.content === 'string') {
      if (WORD.test(node.content)) found.push(`${path}: ${node.content.trim()}`)
    }
    for (const prop of node.props ?? []) {
      const value = prop.type === ATTRIBUTE ? prop.value?.content : undefined
      if (value && SHOWN.has(prop.name) && WORD.test(value)) {
        found.push(`${path}: ${prop.name}="${value}"`)
      }
    }
    for (const child of [...(node.children ?? []), ...(node.branches ?? [])]) {
      if (child && typeof child === 'object' && 'type' in child) visit(child as TemplateNode)
    }
  }
  const ast = parse(text).descriptor.template?.ast
  if (ast) visit(ast)
  return found
}
