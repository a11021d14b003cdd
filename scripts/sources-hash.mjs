/** What the build is made of, as one hash: it is up to date while that is the same. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = [
  'package-lock.json',
  'vite.config.ts',
  'vite.server.config.ts',
  'tsconfig.base.json',
  'scripts/build.mjs',
  'scripts/icon-sprite.mjs',
  'scripts/programs.mjs',
  'scripts/server-loader.mjs',
  'protocol',
  'public',
  'push-server',
  'pwa',
]

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)))
}

/** SHA-256 over names and contents of all sources and the lock file. @param {string} top */
export function hashSources(top) {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(top, source)
    if (!existsSync(path)) continue
    for (const file of filesIn(path)) {
      const bytes = readFileSync(file)
      hash.update(`${file.slice(top.length)}\0${bytes.length}\0`).update(bytes)
    }
  }
  return hash.digest('hex')
}
