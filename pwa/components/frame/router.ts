/**
 * Which page stands at the address, and going to another without loading anew. A page's code is
 * loaded before the address changes, so that nothing blank is ever shown. It does not know the pages;
 * routes.ts does. (A package for this costs an eighth of all script that the contact list may load.)
 */
import { nextTick, shallowRef } from 'vue'
import type { Component } from 'vue'

/** A page and its address; `:name` and, at the end, `:name?` are parameters. */
export interface PageRoute {
  readonly name: string
  readonly path: string
  readonly load: () => Promise<{ readonly default: Component }>
  /** Seen by those who are not signed in. */
  readonly open?: boolean
  /** Fills the window: nothing stands around it. */
  readonly bare?: boolean
}

/** A page at an address. */
export interface Place {
  readonly route: PageRoute
  readonly path: string
  /** Path, query and fragment. */
  readonly address: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly hash: string
}

export interface RouterParts {
  /** The first that matches; the last stands for every other address. */
  readonly routes: readonly [PageRoute, ...PageRoute[]]
  /** Another address to go to instead, or null. */
  readonly guard: (to: Place) => Promise<string | null>
  /** A path that this window leaves the app for. */
  readonly isOutside: (path: string) => boolean
}

/** What the window's history keeps of a page that was left. */
interface Kept {
  readonly scroll?: number
}

/** The page that is shown; null before the first one is there. */
export const place = shallowRef<Place | null>(null)
/** Its component. */
export const page = shallowRef<Component | null>(null)

let parts: RouterParts | null = null
let turns = 0

/** Finds the page of an address of this app. Pure. */
export function findPlace(routes: RouterParts['routes'], address: string): Place {
  const url = new URL(address, 'http://here')
  for (const route of routes) {
    const params = match(route.path, url.pathname)
    if (params !== null) return placeOf(route, params, url)
  }
  return placeOf(routes[routes.length - 1] ?? routes[0], {}, url)
}

function placeOf(route: PageRoute, params: Record<string, string>, url: URL): Place {
  // `//name` would be another site's address.
  const path = url.pathname.replace(/^\/+/, '/')
  return {
    route,
    path,
    address: path + url.search + url.hash,
    params,
    query: url.searchParams,
    hash: url.hash,
  }
}

function match(pattern: string, path: string): Record<string, string> | null {
  const given = path.split('/').filter((part) => part !== '')
  const wanted = pattern.split('/').filter((part) => part !== '')
  if (given.length > wanted.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index]
    if (!part.startsWith(':')) {
      if (value !== part) return null
    } else if (value !== undefined) {
      params[part.replace(/^:|\?$/g, '')] = decode(value)
    } else if (!part.endsWith('?')) return null
  }
  return params
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Shows the page at the window's address, and follows its history. */
export async function startRouter(given: RouterParts): Promise<void> {
  parts = given
  history.scrollRestoration = 'manual'
  addEventListener('popstate', (event) => {
    const kept = event.state as Kept | null
    void turn(here(), 'stay', kept?.scroll ?? 0)
  })
  await turn(here(), 'stay', 0)
}

const here = () => location.pathname + location.search + location.hash

/** Goes to an address of this app; `replace`: without a step in the history. */
export function goTo(address: string, how: 'push' | 'replace' = 'push'): Promise<void> {
  return turn(address, how, 0)
}

async function turn(
  address: string,
  how: 'push' | 'replace' | 'stay',
  scroll: number,
): Promise<void> {
  if (parts === null) return
  turns += 1
  const mine = turns
  const to = findPlace(parts.routes, address)
  if (parts.isOutside(to.path)) {
    location.assign(to.address)
    return
  }
  const other = await parts.guard(to)
  if (mine !== turns) return
  if (other !== null) return turn(other, how === 'push' ? 'push' : 'replace', 0)
  let component: Component
  try {
    component = (await to.route.load()).default
  } catch (cause) {
    // The code of an older version is gone, or the network: the browser loads the address itself.
    if (place.value === null) throw cause
    location.assign(to.address)
    return
  }
  if (mine !== turns) return
  const from = place.value
  if (how === 'push' && to.address !== here()) {
    history.replaceState({ scroll: scrollY } satisfies Kept, '')
    history.pushState({} satisfies Kept, '', to.address)
  } else if (how !== 'stay') history.replaceState({} satisfies Kept, '', to.address)
  page.value = component
  place.value = to
  if (from === null) return
  await nextTick()
  const at = to.hash === '' ? null : document.getElementById(to.hash.slice(1))
  if (at) at.scrollIntoView()
  else scrollTo({ top: scroll, behavior: 'instant' })
  // A new page is read from its beginning, also by who cannot see it change.
  if (from.path !== to.path) document.getElementById('main')?.focus({ preventScroll: true })
}

/** The address of somebody's profile. */
export function profilePath(handle: string): string {
  return `/contacts/${encodeURIComponent(handle)}`
}
