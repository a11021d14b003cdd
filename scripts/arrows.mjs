/**
 * Who may import whom, as data: docs/decisions/0001-two-sides-one-protocol.md says why.
 * The architecture test reads this table.
 */

/** A room is a folder of one purpose; `pwa` and `push-server` are the files at their roots. */
const PAGES = ['components', 'stores', 'platform', 'texts', 'design']

/** @type {Record<string, string[]>} room of `pwa/` -> rooms of `pwa/` that it may import */
const PWA = {
  pages: ['pages', ...PAGES],
  components: PAGES,
  stores: ['stores', 'api', 'call', 'platform'],
  api: ['api', 'platform'],
  call: ['call', 'platform'],
  platform: ['platform'],
  worker: ['worker', 'platform', 'texts'],
  texts: ['texts'],
  design: ['design'],
  // Runs on other sites' pages, and must not load anything else of Peal's there.
  embed: ['embed'],
}

/** The files of `push-server/` that put its rooms together; its other root files are leaves. */
const WIRING = ['main.ts', 'cli.ts', 'start.ts', 'people-events.ts']

/** Rooms of `push-server/` that every other room may import; they import none of the others. */
const FLOORS = ['store', 'bus', 'http', 'contract']

/** The file that says which version of Peal this is. */
const VERSION = 'package.json'

/** @type {Record<string, string[]>} room of `push-server/` -> the rooms that it may import besides */
const SERVER = {
  // Its TURN client reads and writes the same STUN messages as the embedded responder.
  doctor: ['ice'],
}

/** @param {string} path relative to the top, with slashes */
function place(path) {
  const [side = '', room = '', ...rest] = path.split('/')
  return rest.length > 0 ? { side, room, file: rest.join('/') } : { side, room: '', file: room }
}

/**
 * Whether one source file may import another, both relative to the top of the repository.
 * @param {string} from
 * @param {string} to
 * @returns {boolean}
 */
export function mayImport(from, to) {
  const a = place(from)
  const b = place(to)
  switch (a.side) {
    case 'protocol':
      return b.side === 'protocol'
    case 'pwa':
      if (b.side === 'protocol') return a.room !== 'embed'
      if (b.side !== 'pwa') return false
      if (a.room === '') return b.room !== 'worker' && b.room !== 'embed'
      return PWA[a.room]?.includes(b.room) ?? false
    case 'push-server':
      if (b.side === 'protocol' || to === VERSION) return true
      if (b.side !== 'push-server') return false
      if (a.room === '')
        return WIRING.includes(a.file) || (b.room === '' && !WIRING.includes(b.file))
      if (b.room === '') return !WIRING.includes(b.file)
      return [a.room, ...FLOORS, ...(SERVER[a.room] ?? [])].includes(b.room)
    default:
      return true
  }
}

/** Packages that `protocol/` may import. */
export const PROTOCOL_PACKAGES = ['valibot']
