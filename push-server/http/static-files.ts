/** Serves the built app: hashed files are cached for ever, the shells and the worker are revalidated. */
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context } from 'hono'
import { etag } from 'hono/etag'
import { resolve } from 'node:path'
import type { App } from './routes.ts'

/** Vite puts a hash of the content into the names of these files. */
const HASHED = '/assets/'
const FOR_EVER = 'public, max-age=31536000, immutable'
const REVALIDATE = 'no-cache'
/** The script for other sites. */
const EMBED = '/embed.js'
const AN_HOUR = 'public, max-age=3600'

/** The pages of the app, served by its shell. */
const PAGES = [
  '/',
  '/contacts/:handle',
  '/calls',
  '/settings',
  '/admin',
  '/sign-in',
  '/join',
  // Invitations that were made before had their token in the path.
  '/join/:token',
]
/** The pages of the call window, whose own shell lists all scripts that it starts with. */
const CALL_PAGES = ['/call/new', '/call/:id']
/** Addresses that the server answers itself, unknown ones included. */
const SERVERS = /^\/(api|signal|healthz|readyz|metrics|assets)(\/|$)/

/** Serves the files of `folder`, and its index.html and call.html for the app's pages. */
export function mountStaticFiles(app: App, folder: string): void {
  const root = resolve(folder)
  const shell = serveStatic({ path: '/index.html', root, precompressed: true })
  const callShell = serveStatic({ path: '/call.html', root, precompressed: true })
  for (const page of [...PAGES, ...CALL_PAGES]) {
    app.get(page, etag(), async (c, next) => {
      c.header('Cache-Control', REVALIDATE)
      return (CALL_PAGES.includes(page) ? callShell : shell)(c, next)
    })
  }
  app.get(EMBED, etag(), serveStatic({ root, precompressed: true, onFound: forAnySite }))
  app.get(`${HASHED}*`, serveStatic({ root, precompressed: true, onFound: cached }))
  app.get('*', etag(), serveStatic({ root, precompressed: true, onFound: cached }))
  // An unknown page: the app itself says so.
  app.get('*', async (c, next) => {
    const page = c.req.header('accept')?.includes('text/html') === true
    if (!page || SERVERS.test(c.req.path)) return next()
    const response = await shell(c, next)
    return response === undefined
      ? undefined
      : new Response(response.body, { status: 404, headers: response.headers })
  })
}

function cached(_file: string, c: Context): void {
  c.header('Cache-Control', c.req.path.startsWith(HASHED) ? FOR_EVER : REVALIDATE)
}

function forAnySite(_file: string, c: Context): void {
  c.header('Cache-Control', AN_HOUR)
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  // Subresource Integrity requires CORS.
  c.header('Access-Control-Allow-Origin', '*')
}
