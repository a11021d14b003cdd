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
  // Stands on other sites' pages, where nothing else of Peal's may come along.
  embed: ['embed'],
}

/** Files at the root of `push-server/` that put the rooms together; the other root files are leaves. */
const WIRING = [
  'main.ts',
  'cli.ts',
  'start.ts',
  'app.ts',
  'listening.ts',
  'admin-room.ts',
  'examining.ts',
]

/** Rooms that every other room stands on; they know none of them. */
const FLOORS = ['store', 'bus', 'http']

/** Words of one room that every room may say: types, no behaviour. */
const SHARED_WORDS = ['push-server/people/identity.ts']

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
      if (b.side === 'protocol') return true
      if (b.side !== 'push-server') return false
      if (a.room === '')
        return WIRING.includes(a.file) || (b.room === '' && !WIRING.includes(b.file))
      if (a.room === b.room || FLOORS.includes(b.room)) return true
      return (b.room === '' && !WIRING.includes(b.file)) || SHARED_WORDS.includes(to)
    default:
      return true
  }
}

/** Packages that `protocol/` may import. */
export const PROTOCOL_PACKAGES = ['valibot']
