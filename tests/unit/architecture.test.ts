/** The shape of the code: docs/decisions/0001-two-sides-one-protocol.md, kept by this machine. */
import { NodeTypes } from '@vue/compiler-dom'
import { parse } from '@vue/compiler-sfc'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { mayImport, PROTOCOL_PACKAGES } from '../../scripts/arrows.mjs'
import { circle, sources } from '../support/sources.ts'

const product = sources('protocol', 'push-server', 'pwa')
const all = [...product, ...sources('tests')]

/** About 300: what fits in one head. */
const MAX_LINES = 320

/** Files that may pass others on, each with its reason. */
const GATES: Record<string, string> = {
  'pwa/texts/texts.ts': 'the one place that knows the language; pages name its sections',
}

/** Names that say nothing, and so gather everything. */
const NAMELESS = /^(index|utils?|types?|helpers?|misc|shared)\.(ts|vue)$/

describe('architecture', () => {
  it('imports only along the arrows', () => {
    const against = product.flatMap(({ path, imports }) =>
      imports.filter((to) => !mayImport(path, to)).map((to) => `${path} -> ${to}`),
    )
    expect(against).toEqual([])
  })

  it('forbids what the arrows forbid', () => {
    expect(mayImport('pwa/pages/Home.vue', 'push-server/app.ts')).toBe(false)
    expect(mayImport('push-server/app.ts', 'pwa/main.ts')).toBe(false)
    expect(mayImport('protocol/call.ts', 'pwa/call/tones.ts')).toBe(false)
    expect(mayImport('pwa/pages/Home.vue', 'pwa/api/http.ts')).toBe(false)
    expect(mayImport('push-server/calls/a.ts', 'push-server/signaling/b.ts')).toBe(false)
    expect(mayImport('push-server/calls/a.ts', 'push-server/store/store.ts')).toBe(true)
    expect(mayImport('pwa/stores/calls.ts', 'pwa/call/call-engine.ts')).toBe(true)
  })

  it('has no circles', () => {
    expect(circle(product)).toBeNull()
    const file = (path: string, ...imports: string[]) => ({ path, imports, text: '', packages: [] })
    expect(circle([file('a', 'b'), file('b', 'c'), file('c', 'b')])).toEqual(['b', 'c', 'b'])
  })

  it('keeps protocol/ to itself and one package', () => {
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
        : !/^[a-z0-9][a-z0-9.-]*\.(ts|css)$/.test(basename(path)),
    )
    expect(odd.map(({ path }) => path)).toEqual([])
  })

  it('has no barrels', () => {
    const barrels = all.filter(({ text }) => /^export \* from /m.test(text))
    expect(barrels.map(({ path }) => path).filter((path) => !(path in GATES))).toEqual([])
  })

  it('keeps every sentence of the screen in texts/', () => {
    const said = product.filter(({ path }) => path.endsWith('.vue')).flatMap(wordsInTemplate)
    expect(said).toEqual([])
  })
})

/** Attributes that are read out or shown. */
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

/** Words that a template says by itself, as text or in an attribute that people read or hear. */
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
