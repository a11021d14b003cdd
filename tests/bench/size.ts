/** size: the script that a page and the worker load, gzipped. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { atMost } from './figure.ts'
import type { Figure, Row } from './figure.ts'
import { TOP } from './measured-process.ts'

const DIST = join(TOP, 'dist/pwa')
const ASSETS = join(DIST, 'assets')

/** Loaded late, but by every page that stays open. */
const LATE = /^(workbox-window|timer\.worker|worker-timer)/

/** Imports that the browser follows before the module runs, in minified code. */
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["']\.\/([^"']+\.js)["']/g

function gzipKiB(files: Iterable<string>): number {
  let bytes = 0
  for (const file of files) bytes += gzipSync(readFileSync(file)).length
  return bytes / 1_024
}

function assetOf(start: string): string {
  const found = readdirSync(ASSETS).find((name) => name.startsWith(start) && name.endsWith('.js'))
  if (found === undefined) throw new Error(`no chunk begins with ${start}`)
  return found
}

/** Every module that loading these brings along, themselves included. */
function closure(start: readonly string[]): Set<string> {
  const all = new Set<string>()
  const waiting = [...start]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (all.has(name)) continue
    all.add(name)
    const code = readFileSync(join(ASSETS, name), 'utf8')
    for (const [, imported] of code.matchAll(STATIC_IMPORT)) {
      if (imported !== undefined) waiting.push(imported)
    }
  }
  return all
}

function pageKiB(chunk: string): number {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8')
  const entries = [...html.matchAll(/(?:src|href)="\/assets\/([^"]+\.js)"/g)].map(
    ([, name]) => name,
  )
  const late = readdirSync(ASSETS).filter((name) => LATE.test(name) && name.endsWith('.js'))
  const start = [...entries, assetOf(chunk), ...late].filter((name) => name !== undefined)
  return gzipKiB([...closure(start)].map((name) => join(ASSETS, name)))
}

const row = (what: string, value: number, must: number, goal: number): Row => ({
  what: `gzip of script, ${what}`,
  value,
  unit: 'KiB',
  peal: '',
  baseline: null,
  must: atMost(must),
  goal: atMost(goal),
})

export const size: Figure = {
  name: 'size',
  run: () =>
    Promise.resolve([
      row('contact list', pageKiB('ContactsPage'), 60, 50),
      row('call window', pageKiB('CallPage'), 55, 30),
      row('worker', gzipKiB([join(DIST, 'worker.js')]), 25, 15),
    ]),
}
