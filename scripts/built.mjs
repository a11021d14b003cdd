/** Whether the build in dist/ is up to date: what it is made of, as one hash, and where it is noted. */
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
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
  'scripts/chunks.mjs',
  'scripts/icon-sprite.mjs',
  'scripts/programs.mjs',
  'scripts/server-loader.mjs',
]
const FOLDERS = ['protocol', 'public', 'push-server', 'pwa']

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  // Types come with the names: asking for each would double what a start costs here.
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

/** The same over their sizes and times: while that is the same, nothing need be read. */
function glance() {
  const hash = createHash('sha256')
  for (const file of allFiles()) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file.slice(top.length)}\0${size}\0${mtimeMs}\0`)
  }
  return hash.digest('hex')
}

/** What the sources are now: taken before they are read for the build. */
export function lookAtSources() {
  return { glance: glance(), sources: hashSources() }
}

/** @returns {{sources?: string, glance?: string, assets?: string[]}} what the build is of */
export function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'))
  } catch {
    return {}
  }
}

/**
 * Notes what the build is of, and the names of the app's hashed files.
 * @param {{sources?: string, glance?: string, assets?: string[]}} stamp
 */
export function writeStamp(stamp) {
  writeFileSync(STAMP, JSON.stringify(stamp))
}

/** Whether the build is of the present sources. */
export function isBuilt() {
  const stamp = readStamp()
  if (stamp.sources === undefined) return false
  if (stamp.glance === glance()) return true
  const now = lookAtSources()
  if (stamp.sources !== now.sources) return false
  // A fresh clone of the same sources, say.
  writeStamp({ ...stamp, ...now })
  return true
}
