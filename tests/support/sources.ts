/** The project's own sources and what each imports and exports, read from the tree. */
import { parse } from '@vue/compiler-sfc'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseSync } from 'vite'

/** The top of the repository. */
export const TOP = resolve(import.meta.dirname, '../..')

/** A name that one file takes from another of the project's own. */
interface Use {
  /** Relative to the top. */
  readonly file: string
  /** As the other file exports it; `*`: any of its exports. */
  readonly name: string
}

export interface Source {
  /** Relative to the top, with slashes. */
  readonly path: string
  readonly text: string
  /** Own files that it imports or re-exports, types included, relative to the top. */
  readonly imports: readonly string[]
  /** Packages that it imports, as written. */
  readonly packages: readonly string[]
  readonly uses: readonly Use[]
  /** The names that it exports, its own and those of other files. */
  readonly exports: readonly { readonly name: string; readonly isType: boolean }[]
  /** The exported names that another file defines. */
  readonly reExports: readonly string[]
}

function scriptOf(path: string, text: string): string {
  if (path.endsWith('.css')) return ''
  if (!path.endsWith('.vue')) return text
  const { descriptor } = parse(text)
  return `${descriptor.script?.content ?? ''}\n${descriptor.scriptSetup?.content ?? ''}`
}

/** Reads a source from its text; `path` is relative to the top. */
export function sourceOf(path: string, text: string): Source {
  const script = scriptOf(path, text)
  const { dynamicImports, staticImports, staticExports } = parseSync('script.ts', script).module
  const imported = new Map<string, Set<string>>()
  const note = (module: string, ...names: (string | null)[]) => {
    const known = imported.get(module) ?? new Set()
    imported.set(module, known)
    for (const name of names) known.add(name ?? '*')
  }
  const localNames = new Set<string | null>()
  for (const { entries, moduleRequest } of staticImports) {
    note(moduleRequest.value)
    for (const { importName, localName } of entries) {
      note(moduleRequest.value, importName.kind === 'Default' ? 'default' : importName.name)
      localNames.add(localName.value)
    }
  }
  for (const { moduleRequest } of dynamicImports) {
    const said = script.slice(moduleRequest.start, moduleRequest.end)
    if (/^['"]/.test(said)) note(said.slice(1, -1), '*')
  }
  const exports: { name: string; isType: boolean }[] = []
  const reExports: string[] = []
  for (const { entries } of staticExports) {
    for (const { exportName, importName, localName, moduleRequest, isType } of entries) {
      const name = exportName.kind === 'Default' ? 'default' : (exportName.name ?? '*')
      exports.push({ name, isType })
      if (moduleRequest !== null) note(moduleRequest.value, importName.name)
      if (moduleRequest !== null || localNames.has(localName.name)) reExports.push(name)
    }
  }
  const own = [...imported]
    .filter(([module]) => module.startsWith('.'))
    .map(([module, names]) => {
      const file = resolve(TOP, dirname(path), module.replace(/\?.*$/, ''))
      return { file: relative(TOP, file), names: [...names] }
    })
  return {
    path,
    text,
    imports: own.map(({ file }) => file),
    packages: [...imported.keys()].filter((module) => !module.startsWith('.')),
    uses: own.flatMap(({ file, names }) => names.map((name) => ({ file, name }))),
    exports,
    reExports,
  }
}

/** The source at a path that is relative to the top. */
export function source(path: string): Source {
  return sourceOf(path, readFileSync(join(TOP, path), 'utf8'))
}

/** Every source file of these folders: `.ts`, `.mjs`, `.vue` and `.css`. */
export function sources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs|vue|css)$/.test(name))
      .map((name) => source(`${folder}/${name}`)),
  )
}

/** The files of the first import cycle that is found; null if there is none. */
export function circle(files: readonly Pick<Source, 'path' | 'imports'>[]): string[] | null {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const done = new Set<string>()
  const path: string[] = []
  const visit = (name: string): string[] | null => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name]
    const file = byPath.get(name)
    if (!file || done.has(name)) return null
    path.push(name)
    for (const next of file.imports) {
      const found = visit(next)
      if (found) return found
    }
    path.pop()
    done.add(name)
    return null
  }
  for (const file of files) {
    const found = visit(file.path)
    if (found) return found
  }
  return null
}

/** File names that stand more than once among these paths. */
export function repeatedNames(paths: readonly string[]): string[] {
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1))
  return [...new Set(names.filter((name, at) => names.indexOf(name) !== at))]
}

/** Functions and values that `files` export and no file of `users` takes, as `path: name`. */
export function unusedExports(files: readonly Source[], users: readonly Source[]): string[] {
  const uses = new Set(users.flatMap((user) => user.uses.map((use) => `${use.file}: ${use.name}`)))
  return files.flatMap(({ path, exports }) => {
    if (uses.has(`${path}: *`)) return []
    const values = exports.filter(({ isType }) => !isType).map(({ name }) => `${path}: ${name}`)
    return values.filter((value) => !uses.has(value))
  })
}
