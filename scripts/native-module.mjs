/** The native parts of libraries, looked at before they are loaded: a truncated one would end the process without a word. */
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { createRequire } from 'node:module'

const HEADER_BYTES = 64
const ELF = Buffer.from([0x7f, 0x45, 0x4c, 0x46])

/**
 * Whether the file holds all that its ELF header says (64-bit, little-endian). True for other formats.
 * @param {string} file
 */
export function isWhole(file) {
  const descriptor = openSync(file, 'r')
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    const read = readSync(descriptor, header, 0, HEADER_BYTES, 0)
    if (read < HEADER_BYTES) return false
    if (!header.subarray(0, ELF.length).equals(ELF)) return true
    // The table of sections is the last part: where it begins, the size of an entry, and how many there are.
    const end =
      Number(header.readBigUInt64LE(0x28)) + header.readUInt16LE(0x3a) * header.readUInt16LE(0x3c)
    return fstatSync(descriptor).size >= end
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Finds a file, or returns null if it is not installed.
 * @param {NodeJS.Require} require @param {string} name
 */
function found(require, name) {
  try {
    return require.resolve(name)
  } catch {
    return null
  }
}

/** @param {NodeJS.Require} require */
function databaseParts(require) {
  return [found(require, 'better-sqlite3/build/Release/better_sqlite3.node')]
}

/**
 * argon2 has a package for each kind of machine, of which npm installs the one that fits (or, on some systems, several).
 * @param {NodeJS.Require} require
 */
function passwordParts(require) {
  const described = found(require, '@node-rs/argon2/package.json')
  if (described === null) return [null]
  /** @type {{ optionalDependencies?: Record<string, string> }} */
  const { optionalDependencies = {} } = JSON.parse(readFileSync(described, 'utf8'))
  const here = `@node-rs/argon2-${process.platform}-${process.arch}`
  const beside = createRequire(described)
  const parts = Object.keys(optionalDependencies)
    .filter((name) => name === here || name.startsWith(`${here}-`))
    .flatMap((name) => found(beside, name) ?? [])
  return parts.length === 0 ? [null] : parts
}

const LIBRARIES = [
  { name: 'better-sqlite3', partsOf: databaseParts },
  { name: '@node-rs/argon2', partsOf: passwordParts },
]

/**
 * One line for people if a native part is missing or truncated; else null.
 * @param {NodeJS.Require} [require]
 */
export function nativeProblem(require = createRequire(import.meta.url)) {
  const mend = `install it again with this Node (${process.version}): npm ci, or npx --allow-scripts=better-sqlite3.`
  for (const { name, partsOf } of LIBRARIES) {
    for (const file of partsOf(require)) {
      if (file === null) return `Peal: the native part of ${name} is missing; ${mend}`
      if (!isWhole(file)) return `Peal: the native part of ${name} is not complete; ${mend}`
    }
  }
  return null
}
