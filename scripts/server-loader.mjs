/**
 * Loads one of the built server's programs with its V8 code cache, which saves compiling it.
 * `dist/server/main.js` and `cli.js` call this. The build makes the cache. V8 rejects a cache of
 * another V8 version; then the process writes a new one when it exits.
 */
import { chmodSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Script } from 'node:vm'

const WRAPPER = ['(function (exports, require, module, __filename, __dirname) { ', '\n})']

/** @param {string} file */
function readCache(file) {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** Changes when the file is replaced; undefined if there is no file. @param {string} file */
function stateOf(file) {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`
}

/**
 * Returns what the CommonJS program at `file` exports. It must not use import(), which fails in
 * functions that come from a code cache.
 * @param {string} file
 * @returns {any}
 */
export function loadProgram(file) {
  const cacheFile = `${file}.cache`
  const cachedData = readCache(cacheFile)
  const read = stateOf(file)
  // The build escapes everything but ASCII, so latin1 is correct and takes one byte per character.
  const script = new Script(WRAPPER.join(readFileSync(file, 'latin1')), {
    filename: file,
    cachedData,
  })
  const module = { exports: {} }
  script
    .runInThisContext()
    .call(module.exports, module.exports, createRequire(file), module, file, dirname(file))
  if (cachedData === undefined || script.cachedDataRejected) {
    // The cache is made at exit, so that it contains all functions that have run.
    process.once('exit', () => {
      // Not if the file was replaced by another build: V8 checks only the length of the source.
      if (stateOf(file) === read) keepCache(script, file, cacheFile)
    })
  }
  return module.exports
}

/** @param {Script} script @param {string} file the program @param {string} cacheFile */
function keepCache(script, file, cacheFile) {
  try {
    const part = `${cacheFile}.${process.pid}`
    writeFileSync(part, script.createCachedData())
    // Who may read the program may read its cache, whatever the program has set as its umask: the build
    // often belongs to another user than the server.
    chmodSync(part, statSync(file).mode)
    renameSync(part, cacheFile)
  } catch {
    // The folder may be read-only. Then each start compiles the program.
  }
}
