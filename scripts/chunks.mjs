/**
 * Which chunk a module of the pages goes into: few large ones compress better than many small ones,
 * and neither kind of window loads the other's.
 */

/** The programs that main.ts begins, and what each chunk of theirs is called. */
const APP = 'pwa/app-program.ts'
const CALL = 'pwa/call-program.ts'

/** What every window stands on, whichever program names it: one file compresses best. */
const BASE = /node_modules\/(?:@vue|vue)\/|pwa\/platform\/browser\/theme\.ts$/

/** Texts reach every page by one file; which sections a window shows at once is told here. */
const SECTION = /pwa\/texts\/en\/([\w-]+)\.en\.ts$/
// The worker's own, of which the pages keep nothing: without a place it would be an empty file.
const SECTIONS_OF_BOTH = ['incoming', 'notifications']
const SECTIONS_OF_CALL = ['call']
const SECTIONS_OF_APP = ['calls', 'common', 'contacts', 'install', 'offline']

/**
 * @typedef {{ importers: readonly string[], dynamicImporters: readonly string[] }} ModuleInfo
 * @typedef {{ getModuleInfo(id: string): ModuleInfo | null }} Context
 */

/**
 * Whether a program needs a module at once: it is imported by it, however indirectly, without an
 * `import()` between.
 * @param {string} program @param {string} id @param {Context} context @param {Set<string>} seen
 * @returns {boolean}
 */
function needs(program, id, context, seen = new Set()) {
  if (id.endsWith(program)) return true
  if (seen.has(id)) return false
  seen.add(id)
  const importers = context.getModuleInfo(id)?.importers ?? []
  return importers.some((importer) => needs(program, importer, context, seen))
}

/**
 * Whether a program needs a module sooner or later.
 * @param {string} program @param {string} id @param {Context} context @param {Set<string>} seen
 * @returns {boolean}
 */
function uses(program, id, context, seen = new Set()) {
  if (id.endsWith(program)) return true
  if (seen.has(id)) return false
  seen.add(id)
  const { importers = [], dynamicImporters = [] } = context.getModuleInfo(id) ?? {}
  return [...importers, ...dynamicImporters].some((from) => uses(program, from, context, seen))
}

/**
 * The programs stay out of the shared chunks: whoever takes something from one of those must not
 * begin a program by it.
 * @param {string} id
 */
const isProgram = (id) => id.endsWith(APP) || id.endsWith(CALL)

/** @param {string} id @param {Context} context */
function isOfApp(id, context) {
  if (isProgram(id)) return false
  const section = SECTION.exec(id)?.[1]
  if (section !== undefined) return SECTIONS_OF_APP.includes(section)
  // What a call window loads late would bring the whole app along: it gets a file of its own.
  return needs(APP, id, context) && !uses(CALL, id, context)
}

/** @param {string} id @param {Context} context */
function isOfBoth(id, context) {
  if (BASE.test(id)) return true
  const section = SECTION.exec(id)?.[1]
  if (section !== undefined) return SECTIONS_OF_BOTH.includes(section)
  return needs(APP, id, context) && needs(CALL, id, context)
}

/** @param {string} id @param {Context} context */
function isOfCall(id, context) {
  if (isProgram(id)) return false
  const section = SECTION.exec(id)?.[1]
  if (section !== undefined) return SECTIONS_OF_CALL.includes(section)
  return needs(CALL, id, context)
}

/**
 * What the app needs at once and a call window later: in the app's chunk it would bring the whole
 * app along, and each in a file of its own they would cost the app more than they are.
 * @param {string} id @param {Context} context
 */
function isLateInCalls(id, context) {
  if (isProgram(id) || SECTION.test(id) || !/\/(?:pwa|protocol)\//.test(id)) return false
  return needs(APP, id, context) && uses(CALL, id, context) && !needs(CALL, id, context)
}

/**
 * @param {string} name @param {(id: string, context: Context) => boolean} holds
 * @param {number} priority
 */
const group = (name, holds, priority) => ({
  /** @param {string} id @param {Context} context */
  name: (id, context) => (holds(id, context) ? name : null),
  priority,
  includeDependenciesRecursively: false,
})

/** For the build's `codeSplitting`. */
export const chunkGroups = [
  group('both-windows', isOfBoth, 2),
  group('late-in-calls', isLateInCalls, 2),
  group('app-window', isOfApp, 1),
  group('call-window', isOfCall, 1),
]
