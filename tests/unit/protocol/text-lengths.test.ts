/** attack: one long text must not keep the server busy, so its length is checked before anything else. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { cleanName } from '../../../protocol/names.ts'
import { clientMessage } from '../../../protocol/signals.ts'

const PROTOCOL = join(import.meta.dirname, '../../../protocol')

/** What the test looks at in a schema of valibot. */
interface Node {
  readonly type: string
  readonly pipe?: readonly Node[]
  readonly requirement?: unknown
  readonly entries?: Readonly<Record<string, Node>>
  readonly options?: readonly unknown[]
  readonly item?: Node
  readonly wrapped?: Node
}

interface Iterated {
  [Symbol.iterator](): unknown
}

/** No quantifier without an end: such an expression stops after a few characters. */
const BOUNDED = /^\^[^*+]*\$$/

function isChecked({ pipe = [] }: Node): boolean {
  const [, first] = pipe
  if (first?.type === 'max_length') return true
  return first?.requirement instanceof RegExp && BOUNDED.test(first.requirement.source)
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value

/** The paths of the texts of which something else than the length is looked at first. */
function unchecked(node: Node, path: string): string[] {
  // A pipe within a pipe begins with the schema of the inner one.
  const inner = node.pipe?.[0]
  if (inner?.pipe !== undefined) return unchecked(inner, path)
  if (node.type === 'string') return isChecked(node) ? [] : [path]
  const { entries = {}, options = [], item, wrapped } = node
  return [
    ...Object.entries(entries).flatMap(([key, each]) => unchecked(each, `${path}.${key}`)),
    ...options.filter(isNode).flatMap((each) => unchecked(each, path)),
    ...(item === undefined ? [] : unchecked(item, `${path}[]`)),
    ...(wrapped === undefined ? [] : unchecked(wrapped, path)),
  ]
}

/** The schemas of the requests of every route, by method and path. */
async function requests(): Promise<(readonly [string, Node])[]> {
  const files = readdirSync(PROTOCOL).filter((name) => /api\.ts$/.test(name))
  const modules = await Promise.all(files.map((name) => import(join(PROTOCOL, name))))
  return modules
    .flatMap((module: Record<string, Record<string, unknown>>) =>
      Object.entries(module).flatMap(([name, api]) =>
        /^api$|Api$/.test(name) ? Object.values(api) : [],
      ),
    )
    .flatMap((route) => {
      const { method, path, request } = route as { method: string; path: string; request: unknown }
      return isNode(request) ? [[`${method} ${path}`, request] as const] : []
    })
}

describe('attack: a long text', () => {
  it('is refused by its length before anything else is done with it, in every request', async () => {
    const all = await requests()
    expect(all.length).toBeGreaterThan(20)
    expect(all.flatMap(([name, schema]) => unchecked(schema, name))).toEqual([])
  })

  it('is refused by its length before anything else is done with it, in every message', () => {
    expect(unchecked(clientMessage as unknown as Node, 'message')).toEqual([])
  })

  it('is cleaned in one pass', () => {
    const iterated = vi.spyOn(String.prototype as Iterated, Symbol.iterator)
    const texts = ['a', '\u0301', '\u200d', '👩\u200d💻', 'क्\u200dष'].map((text) =>
      text.repeat(200),
    )
    for (const text of texts) cleanName(text)
    const times = iterated.mock.calls.length
    iterated.mockRestore()
    expect(times).toBe(texts.length)
  })
})
