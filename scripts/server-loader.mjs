/**
 * Loads one of the built server's programs together with V8's code cache of it, which saves parsing
 * and compiling it: `dist/server/main.js` and `cli.js` are calls of this. The build makes the cache; one
 * of another V8 is refused by V8 itself, and is then made anew at the end of the process.
 */
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
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

/** What tells this file from another in its place; undefined: there is none. @param {string} file */
function stateOf(file) {
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.size}`
}

/**
 * What the program at `file` (CommonJS) exports. There is no import() in it: a function that comes from
 * a code cache cannot carry one out.
 * @param {string} file
 * @returns {any}
 */
export function loadProgram(file) {
  const cacheFile = `${file}.cache`
  const cachedData = readCache(cacheFile)
  const read = stateOf(file)
  // The build left ASCII alone in it, so that it is a byte a letter in memory too.
  const script = new Script(WRAPPER.join(readFileSync(file, 'latin1')), {
    filename: file,
    cachedData,
  })
  const module = { exports: {} }
  script
    .runInThisContext()
    .call(module.exports, module.exports, createRequire(file), module, file, dirname(file))
  if (cachedData === undefined || script.cachedDataRejected) {
    // At the end the functions that ran are compiled, and so are in the cache.
    process.once('exit', () => {
      // Not if another build stands there by now: V8 compares no more than lengths.
      if (stateOf(file) === read) keepCache(script, cacheFile)
    })
  }
  return module.exports
}

/** @param {Script} script @param {string} cacheFile */
function keepCache(script, cacheFile) {
  try {
    const part = `${cacheFile}.${process.pid}`
    writeFileSync(part, script.createCachedData())
    renameSync(part, cacheFile)
  } catch {
    // A folder that may not be written to: the next start compiles as this one did.
  }
}
