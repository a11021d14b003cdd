/** Tells whether the build in dist/ is up to date, by a hash of the sources it was made from. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const top = join(import.meta.dirname, '..')
export const STAMP = join(top, 'dist', 'built.json')

const FILES = [
  'package-lock.json',
  'vite.config.ts',
  'vite.embed.config.ts',
  'vite.server.config.ts',
  'tsconfig.base.json',
  'scripts/build.mjs',
  'scripts/built.mjs',
  'scripts/call-shell.mjs',
  'scripts/chunks.mjs',
  'scripts/icon-sprite.mjs',
  'scripts/languages.mjs',
  'scripts/native-module.mjs',
  'scripts/programs.mjs',
  'scripts/server-loader.mjs',
  'scripts/texts-apart.mjs',
]
const FOLDERS = ['protocol', 'public', 'push-server', 'pwa']

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  // `withFileTypes` avoids a stat of each entry, which would double the time that this takes.
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? filesIn(path) : [path]
    })
}

function allFiles() {
  return [
    ...FILES.map((file) => join(top, file)),
    ...FOLDERS.flatMap((each) => filesIn(join(top, each))),
  ]
}

/** SHA-256 over names and contents of all sources and the lock file. */
function hashSources() {
  const hash = createHash('sha256')
  for (const file of allFiles()) {
    const bytes = readFileSync(file)
    hash.update(`${file.slice(top.length)}\0${bytes.length}\0`).update(bytes)
  }
  return hash.digest('hex')
}

/** A hash over the sources' names, sizes and times. If it is the same, no file has to be read. */
function glance() {
  const hash = createHash('sha256')
  for (const file of allFiles()) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file.slice(top.length)}\0${size}\0${mtimeMs}\0`)
  }
  return hash.digest('hex')
}

/** Both hashes of the present sources. A build takes them before it starts. */
export function lookAtSources() {
  return { glance: glance(), sources: hashSources() }
}

/** @returns {{sources?: string, glance?: string, assets?: string[]}} hashes of its sources */
export function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'))
  } catch {
    return {}
  }
}

/**
 * Writes down the hashes of the build's sources, and the names of the app's hashed files.
 * @param {{sources?: string, glance?: string, assets?: string[]}} stamp
 */
export function writeStamp(stamp) {
  writeFileSync(STAMP, JSON.stringify(stamp))
}

/** Whether the build is of the present sources; where there are none, as in an image, it is. */
export function isBuilt() {
  const stamp = readStamp()
  if (stamp.sources === undefined) return false
  if (FOLDERS.every((folder) => !existsSync(join(top, folder)))) return true
  if (stamp.glance === glance()) return true
  const now = lookAtSources()
  if (stamp.sources !== now.sources) return false
  // Only the times differ, for example in a fresh clone.
  writeStamp({ ...stamp, ...now })
  return true
}
