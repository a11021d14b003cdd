/**
 * Decides into which chunk each module of the pages goes. A few large chunks compress better than
 * many small ones, and neither kind of window should load the code of the other.
 */

/** The two programs, of which main.ts starts one. */
const APP = 'pwa/app-program.ts'
const CALL = 'pwa/call-program.ts'
/** What a call window loads after the other side's picture. */
const CALL_PAGE = 'pwa/pages/call-page.ts'

/** Modules that every window needs, whichever program imports them. */
const BASE = /pwa\/platform\/browser\/theme\.ts$/

/**
 * @typedef {{ importers: readonly string[], dynamicImporters: readonly string[] }} ModuleInfo
 * @typedef {{ getModuleInfo(id: string): ModuleInfo | null }} Context
 */

/**
 * Whether a program needs a module at its start: it imports it, directly or indirectly, without
 * an `import()` in between.
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
 * The programs stay out of the shared chunks: otherwise, loading a shared chunk would start them.
 * @param {string} id
 */
const isProgram = (id) => id.endsWith(APP) || id.endsWith(CALL)

/** @param {string} id @param {Context} context */
function isOfApp(id, context) {
  if (isProgram(id)) return false
  // Modules that a call window loads late must not be here: it would load the whole app with them.
  return needs(APP, id, context) && !uses(CALL, id, context)
}

/** @param {string} id @param {Context} context */
function isOfBoth(id, context) {
  if (BASE.test(id)) return true
  // What the app loads late must not be in the call window's chunk: the app would load the whole call window with it.
  return needs(CALL, id, context) && uses(APP, id, context)
}

/** @param {string} id @param {Context} context */
function isOfCall(id, context) {
  if (isProgram(id)) return false
  return needs(CALL, id, context)
}

/** @param {string} id @param {Context} context */
function isOfCallPage(id, context) {
  if (id.endsWith(CALL_PAGE) || needs(APP, id, context)) return false
  return needs(CALL_PAGE, id, context)
}

/**
 * Modules that the app needs at its start and a call window later. In the app's chunk, the call
 * window would load the whole app with them; as separate files, they would be larger for the app.
 * @param {string} id @param {Context} context
 */
function isLateInCalls(id, context) {
  if (isProgram(id)) return false
  return needs(APP, id, context) && uses(CALL, id, context) && !needs(CALL, id, context)
}

/**
 * Styles of components that come later. Each file of styles is named in the script of every chunk that may need it, and
 * they are small: one for all is shorter.
 * @param {string} id @param {Context} context
 */
function isLateStyle(id, context) {
  const isStyle = /\/pwa\/components\/.*[?&]type=style/.test(id)
  return isStyle && !needs(APP, id, context) && !needs(CALL, id, context)
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
  group('late-styles', isLateStyle, 3),
  group('both-windows', isOfBoth, 2),
  group('late-in-calls', isLateInCalls, 2),
  group('app-window', isOfApp, 1),
  group('call-window', isOfCall, 1),
  group('call-page', isOfCallPage, 0),
]
