/** The built app: hashed files cached for ever, the shell and the worker asked for each time. */
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context } from 'hono'
import { etag } from 'hono/etag'
import { resolve } from 'node:path'
import type { App } from './routes.ts'

/** Vite puts a hash of its content into the name of each file here. */
const HASHED = '/assets/'
const FOR_EVER = 'public, max-age=31536000, immutable'
const ASK_FIRST = 'no-cache'
/** The script that other sites load. */
const EMBED = '/embed.js'
const AN_HOUR = 'public, max-age=3600'

/** The app's own pages: each is its shell. */
const PAGES = [
  '/',
  '/contacts/:handle',
  '/calls',
  '/settings',
  '/admin',
  '/sign-in',
  '/join/:token',
]
/** The call window's, whose shell names all that it begins with. */
const CALL_PAGES = ['/call/new', '/call/:id']

function cacheControl(path: string): string {
  return path.startsWith(HASHED) ? FOR_EVER : ASK_FIRST
}

/** Serves the files of `folder`, and its index.html and call.html for the app's pages. */
export function mountStaticFiles(app: App, folder: string): void {
  const root = resolve(folder)
  const shell = serveStatic({ path: '/index.html', root, precompressed: true })
  const callShell = serveStatic({ path: '/call.html', root, precompressed: true })
  for (const page of [...PAGES, ...CALL_PAGES]) {
    app.get(page, etag(), async (c, next) => {
      c.header('Cache-Control', ASK_FIRST)
      return (CALL_PAGES.includes(page) ? callShell : shell)(c, next)
    })
  }
  app.get(EMBED, etag(), serveStatic({ root, precompressed: true, onFound: forAnySite }))
  app.get(`${HASHED}*`, serveStatic({ root, precompressed: true, onFound: cached }))
  app.get('*', etag(), serveStatic({ root, precompressed: true, onFound: cached }))
  // A page that the app does not know either: it says so itself.
  app.get('*', async (c, next) => {
    const page = c.req.header('accept')?.includes('text/html') === true
    if (!page || isServers(c.req.path)) return next()
    const response = await shell(c, next)
    return response === undefined
      ? undefined
      : new Response(response.body, { status: 404, headers: response.headers })
  })
}

function isServers(path: string): boolean {
  return /^\/(api|signal|healthz|metrics|assets)(\/|$)/.test(path)
}

function cached(_file: string, c: Context): void {
  c.header('Cache-Control', cacheControl(c.req.path))
}

function forAnySite(_file: string, c: Context): void {
  c.header('Cache-Control', AN_HOUR)
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  // For pages that check its hash (Subresource Integrity), which takes CORS.
  c.header('Access-Control-Allow-Origin', '*')
}
