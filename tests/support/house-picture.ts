/** Draws the rooms of the sources and the imports between them, for docs/tour.md. */
import type { Source } from './sources.ts'

/** Rooms that most others of their side import: their arrows would hide all the others. */
const FLOORS = new Set([
  'pwa/design',
  'pwa/platform',
  'pwa/texts',
  'push-server/bus',
  'push-server/contract',
  'push-server/http',
  'push-server/store',
])

/** The files at the top of a side, as the picture names them. */
const TOPS: Record<string, string> = {
  pwa: 'main.ts, …',
  'push-server': 'start.ts, …',
}

/** `pwa/call/machine/step.ts` is in the room `pwa/call`, `pwa/main.ts` in `pwa`. */
function roomOf(path: string): string {
  const [side = '', room = '', file] = path.split('/')
  return side === 'protocol' || file === undefined ? side : `${side}/${room}`
}

/** Mermaid allows neither slashes nor hyphens in a node's name. */
const node = (room: string) => `${room.replaceAll(/\W/g, '_')}_room`

/** One side as a box with its rooms, in alphabetical order; floors get a dashed line. */
function sideLines(side: string, rooms: readonly string[]): string[] {
  const own = rooms.filter((room) => room === side || room.startsWith(`${side}/`))
  const label = (room: string) => (room === side ? TOPS[side] : room.slice(side.length + 1))
  return [
    `  subgraph ${side}`,
    ...own.map(
      (room) => `    ${node(room)}["${label(room)}"]${FLOORS.has(room) ? ':::floor' : ''}`,
    ),
    '  end',
  ]
}

/**
 * A mermaid flowchart of `pwa/`, `push-server/` and `protocol/`. An arrow goes from a room to one
 * that it imports, types included. There are no arrows to floors, nor to the files at the top of
 * `push-server/`: all rooms import those that know no room, such as the clock and the log.
 */
export function housePicture(sources: readonly Source[]): string {
  const rooms = [...new Set(sources.map(({ path }) => roomOf(path)))].sort()
  // What is in no room is no program of Peal, such as package.json.
  const isHidden = (room: string) =>
    FLOORS.has(room) || !rooms.includes(room) || room === 'push-server' || room === 'protocol'
  const arrows = sources.flatMap(({ path, imports }) =>
    imports
      .map((to) => [roomOf(path), roomOf(to)] as const)
      .filter(([from, to]) => from !== to && !isHidden(to))
      .map(([from, to]) => `  ${node(from)} --> ${node(to)}`),
  )
  return [
    'flowchart TB',
    '  classDef floor stroke-dasharray: 4 4',
    ...sideLines('pwa', rooms),
    `  ${node('protocol')}["protocol"]`,
    ...sideLines('push-server', rooms),
    `  pwa --> ${node('protocol')}`,
    `  push-server --> ${node('protocol')}`,
    ...[...new Set(arrows)].sort(),
    '',
  ].join('\n')
}
