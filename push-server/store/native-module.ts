/** The native parts of libraries, which npm builds or fetches for one machine and one version of Node. */
import { errorCode } from '../error-code.ts'

/** What loading it says where it is missing, truncated, of another machine or of another Node. */
const SAYS =
  /bindings file|\.node\b|NODE_MODULE_VERSION|dlopen|invalid ELF header|file too short|not a mach-o|Module did not self-register/i

/** What to say of a library whose native part cannot be loaded. */
export function cannotLoad(library: string): string {
  return `Peal cannot load ${library} in this Node (${process.version}); install it again, with the same Node (npm ci in a clone).`
}

/** One line for people if this error means that the database's native module cannot be loaded; else null. */
export function nativeProblem(error: unknown): string | null {
  const code = errorCode(error)
  const isNative =
    code === 'ERR_DLOPEN_FAILED' ||
    (code === 'MODULE_NOT_FOUND' && /better-sqlite3|bindings/.test(String(error))) ||
    (code === null && error instanceof Error && SAYS.test(error.message))
  return isNative ? cannotLoad('better-sqlite3') : null
}
