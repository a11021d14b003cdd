/** The project's own sources and what each imports, read from the tree. */
import { parse } from '@vue/compiler-sfc'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

/** The top of the repository. */
export const TOP = resolve(import.meta.dirname, '../..')

export interface Source {
  /** Relative to the top, with slashes. */
  readonly path: string
  readonly text: string
  /** Own files that it imports, types included, relative to the top. */
  readonly imports: readonly string[]
  /** Packages that it imports, as written. */
  readonly packages: readonly string[]
}

function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.vue')) return text
  const { descriptor } = parse(text)
  return `${descriptor.script?.content ?? ''}\n${descriptor.scriptSetup?.content ?? ''}`
}

function read(path: string): Source {
  const text = readFileSync(join(TOP, path), 'utf8')
  const imports: string[] = []
  const packages: string[] = []
  for (const { fileName } of ts.preProcessFile(scriptOf(path, text)).importedFiles) {
    if (!fileName.startsWith('.')) packages.push(fileName)
    else {
      const file = resolve(TOP, dirname(path), fileName.replace(/\?.*$/, ''))
      imports.push(relative(TOP, file))
    }
  }
  return { path, text, imports, packages }
}

/** Every `.ts`, `.vue` and `.css` file of these folders. */
export function sources(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(TOP, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|vue|css)$/.test(name))
      .map((name) => read(`${folder}/${name}`)),
  )
}

/** The first circle of imports that is found, as the files along it; null where there is none. */
export function circle(files: readonly Source[]): string[] | null {
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
