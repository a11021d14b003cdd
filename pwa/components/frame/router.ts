/**
 * Shows the page of the current address, and navigates without a reload. A page's code is loaded
 * before the address changes, so that no blank page is ever shown. The pages are in routes.ts. (A
 * library for this would be an eighth of the script that the contact list may load.)
 */
import { nextTick, shallowRef, type Component } from 'vue'

/** A page and its address; `:name` and, at the end, `:name?` are parameters. */
export interface PageRoute {
  readonly name: string
  readonly path: string
  readonly load: () => Promise<{ readonly default: Component }>
  /** Visible without being signed in: it fills the window, without the app's frame. */
  readonly open?: boolean
}

export interface Place {
  readonly route: PageRoute
  readonly path: string
  /** Path, query and fragment. */
  readonly address: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly hash: string
}

export interface RouterDeps {
  /** In order of matching; the last also serves every unknown address. */
  readonly routes: readonly [PageRoute, ...PageRoute[]]
  /** Another address to redirect to, or null. */
  readonly guard: (to: Place) => Promise<string | null>
  /** Whether the path is outside the app, so that the browser loads it. */
  readonly isOutside: (path: string) => boolean
}

/** The state that a page leaves in the window's history. */
type Kept = { readonly scroll?: number }

/** The current page; null until the first one is loaded. */
export const place = shallowRef<Place | null>(null)
export const page = shallowRef<Component | null>(null)

let deps: RouterDeps | null = null
let turns = 0

/** Finds the page of an address of this app. Pure. */
export function findPlace(routes: RouterDeps['routes'], address: string): Place {
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
export async function startRouter(given: RouterDeps): Promise<void> {
  deps = given
  history.scrollRestoration = 'manual'
  addEventListener('popstate', (event) => {
    const kept = event.state as Kept | null
    void goTo(here(), 'stay', kept?.scroll ?? 0)
  })
  await goTo(here(), 'stay')
}

const here = () => location.pathname + location.search + location.hash

/**
 * Goes to an address of this app; `replace`: without a step in the history; `stay`: it is the
 * window's address already.
 */
export async function goTo(
  address: string,
  how: 'push' | 'replace' | 'stay' = 'push',
  scroll = 0,
): Promise<void> {
  if (deps === null) return
  turns += 1
  const mine = turns
  const to = findPlace(deps.routes, address)
  if (deps.isOutside(to.path)) return location.assign(to.address)
  const other = await deps.guard(to)
  if (mine !== turns) return
  if (other !== null) return goTo(other, how === 'push' ? 'push' : 'replace')
  let component: Component
  try {
    component = (await to.route.load()).default
  } catch (cause) {
    // An old version's code is gone, or the network is: let the browser load the address.
    if (place.value === null) throw cause
    return location.assign(to.address)
  }
  if (mine !== turns) return
  const from = place.value
  if (how !== 'stay') keepInHistory(to.address, how)
  page.value = component
  place.value = to
  if (from === null) return
  await nextTick()
  const at = to.hash === '' ? null : document.getElementById(to.hash.slice(1))
  if (at) at.scrollIntoView()
  else scrollTo({ top: scroll, behavior: 'instant' })
  // Focus the new page, so that screen readers read it from its beginning.
  if (from.path !== to.path) document.getElementById('main')?.focus({ preventScroll: true })
}

/** Best effort: browsers limit how often the address may change. */
function keepInHistory(address: string, how: 'push' | 'replace'): void {
  try {
    if (how === 'push' && address !== here()) {
      history.replaceState({ scroll: scrollY } satisfies Kept, '')
      history.pushState({} satisfies Kept, '', address)
    } else history.replaceState({} satisfies Kept, '', address)
  } catch (error) {
    reportError(error)
  }
}

export function profilePath(handle: string): string {
  return `/contacts/${encodeURIComponent(handle)}`
}
