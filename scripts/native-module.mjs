/** The native part of better-sqlite3, looked at before it is loaded: a truncated one would end the process without a word. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
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
 * One line for people if the native module is missing or truncated; else null.
 * @param {NodeJS.Require} [require]
 */
export function nativeProblem(require = createRequire(import.meta.url)) {
  const mend = `run npm ci again, with this Node (${process.version}).`
  try {
    const file = require.resolve('better-sqlite3/build/Release/better_sqlite3.node')
    return isWhole(file) ? null : `Peal: the native part of better-sqlite3 is not complete; ${mend}`
  } catch {
    return `Peal: the native part of better-sqlite3 is missing; ${mend}`
  }
}
