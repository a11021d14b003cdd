/** size: the script that a page and the worker load in the language in which it is largest, gzipped. */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { LANGUAGES } from '../../protocol/languages.ts'
import { atMost } from './figure.ts'
import type { Figure, Row } from './figure.ts'
import { TOP } from './measured-process.ts'

const DIST = join(TOP, 'dist/pwa')
const ASSETS = join(DIST, 'assets')

/** The chunks that each window loads by itself, in order, until its page is shown and a call can ring in it. */
const CONTACT_LIST = ['app-program', 'ContactsPage', 'AppFrame', 'tones', 'timer.worker']
/** What a contact list loads by itself after that. */
const LATE_IN_LIST = ['LateFrame', 'workbox-window']
const CALL_WINDOW = ['call-program', 'timer.worker', 'tones']
/** What a call window loads by itself after the other side's picture, or while it rings. */
const LATE_IN_CALL = [
  'call-page',
  'CallAside',
  'follow-quality',
  'stats',
  'read-entries',
  'CallTags',
]

/** Imports that the browser follows before the module runs, in minified code. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'`](\.\/[^"'`]+\.js|texts\/[\w-]+)["'`]/g

/** Which file has a section of the texts, by the import map of a document. */
type Texts = Readonly<Record<string, string>>

/** Compresses as the build does. */
function gzipKiB(files: Iterable<string>): number {
  let bytes = 0
  for (const file of files) bytes += gzipSync(readFileSync(file), { level: 9 }).length
  return bytes / 1_024
}

/**
 * Finds a chunk by the start of its name in these modules' imports, since the folder also holds
 * chunks of former builds. Returns null if it is part of another chunk.
 */
function chunkOf(modules: Iterable<string>, start: string): string | null {
  const pattern = new RegExp(`["'\`/](${start.replaceAll('.', '\\.')}[\\w.-]*\\.js)`)
  for (const name of modules) {
    const found = pattern.exec(readFileSync(join(ASSETS, name), 'utf8'))?.[1]
    if (found !== undefined) return found
  }
  return null
}

/** These modules and all that they import, directly or indirectly. */
function closure(start: readonly string[], texts: Texts): Set<string> {
  const all = new Set<string>()
  const waiting = [...start]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (all.has(name)) continue
    all.add(name)
    const code = readFileSync(join(ASSETS, name), 'utf8')
    for (const [, imported] of code.matchAll(STATIC_IMPORT)) {
      if (imported !== undefined) waiting.push(basename(texts[imported] ?? imported))
    }
  }
  return all
}

/** A window's modules: the entry, and in turn the chunks that it loads. */
function modulesOf(document: string, chunks: readonly string[]): Set<string> {
  const html = readFileSync(join(DIST, document), 'utf8')
  const map = /<script type="importmap">(.*?)<\/script>/.exec(html)?.[1] ?? ''
  const texts = (JSON.parse(map) as { imports: Texts }).imports
  const entries = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)]
    .map(([, name]) => name)
    .filter((name) => name !== undefined)
  let modules = closure(entries, texts)
  for (const start of chunks) {
    const chunk = chunkOf(modules, start)
    if (chunk !== null) modules = closure([...modules, chunk], texts)
    else if (start === chunks[0]) throw new Error(`no chunk begins with ${start}`)
  }
  return modules
}

const windowKiB = (document: string, chunks: readonly string[]) =>
  gzipKiB([...modulesOf(document, chunks)].map((name) => join(ASSETS, name)))

/** What these chunks add to a window. */
const lateKiB = (document: string, chunks: readonly string[], late: readonly string[]) =>
  windowKiB(document, [...chunks, ...late]) - windowKiB(document, chunks)

/** The size in the language in which it is largest, and which that is. */
function largest(sizeIn: (tag: string) => number): { readonly tag: string; readonly kib: number } {
  const sizes = LANGUAGES.map(({ tag }) => ({ tag, kib: sizeIn(tag) }))
  return sizes.reduce((most, each) => (each.kib > most.kib ? each : most))
}

function row(what: string, sizeIn: (tag: string) => number, must: number, goal: number): Row {
  const { tag, kib } = largest(sizeIn)
  return {
    what: `gzip of script, ${what}`,
    value: kib,
    unit: 'KiB',
    peal: `in ${tag}`,
    baseline: null,
    must: atMost(must),
    goal: atMost(goal),
  }
}

const app = (tag: string) => `index.${tag}.html`

export const size: Figure = {
  name: 'size',
  run: () =>
    Promise.resolve([
      row('contact list', (tag) => windowKiB(app(tag), CONTACT_LIST), 60, 50),
      row(
        'contact list, what comes later by itself',
        (tag) => lateKiB(app(tag), CONTACT_LIST, LATE_IN_LIST),
        10,
        5,
      ),
      row('call window', (tag) => windowKiB(`call.${tag}.html`, CALL_WINDOW), 45, 30),
      row(
        'call window, what comes later by itself',
        (tag) => lateKiB(`call.${tag}.html`, CALL_WINDOW, LATE_IN_CALL),
        60,
        40,
      ),
      row('worker', (tag) => gzipKiB([join(DIST, `worker.${tag}.js`)]), 25, 15),
    ]),
}
