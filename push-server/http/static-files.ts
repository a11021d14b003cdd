/**
 * Serves the built app: hashed files are cached for ever, the documents and the worker are revalidated. Of the documents, the
 * worker and the manifest there is one for each language.
 */
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context } from 'hono'
import { RETAINED_304_HEADERS, etag } from 'hono/etag'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { languageTag, type LanguageTag } from '../../protocol/languages.ts'
import * as v from 'valibot'
import { pageLanguage } from './page-language.ts'
import type { App, PealEnv } from './routes.ts'
import { contentSecurityPolicy } from './security-headers.ts'

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
/**
 * Browsers take over the headers of a 304 (RFC 9111, section 4.3.4), so that it needs the document's own policy, too: every
 * response without one gets that of all the others.
 */
const revalidated = etag({
  retainedHeaders: [...RETAINED_304_HEADERS, 'content-security-policy'],
})
/** The script in a document that says which files have its texts. */
const IMPORT_MAP = /<script type="importmap">(.*?)<\/script>/s

/** A file that is there in each language, as `<name>.<tag>.<ending>`. */
interface Translated {
  readonly name: string
  readonly ending: string
}
const SHELL: Translated = { name: 'index', ending: 'html' }
const CALL_SHELL: Translated = { name: 'call', ending: 'html' }
/** Their addresses are without a language. */
const TRANSLATED = {
  '/worker.js': { name: 'worker', ending: 'js' },
  '/manifest.webmanifest': { name: 'manifest', ending: 'webmanifest' },
} satisfies Record<string, Translated>

/**
 * Serves the files of `folder`, and its documents for the app's pages.
 * @param origin where browsers find Peal
 */
export function mountStaticFiles(app: App, folder: string, origin: string): void {
  const root = resolve(folder)
  const policies = documentPolicies(root, origin)

  /** Answers with the file in the language of the browser. */
  async function translated(
    c: Context<PealEnv, string>,
    { name, ending }: Translated,
    tag: LanguageTag = pageLanguage((header) => c.req.header(header), origin),
  ): Promise<Response | undefined> {
    const path = `/${name}.${tag}.${ending}`
    const serve = serveStatic({ path, root, precompressed: true })
    c.header('Cache-Control', REVALIDATE)
    c.header('Vary', 'Accept-Language, Cookie')
    const policy = policies.get(path)
    if (policy !== undefined) c.header('Content-Security-Policy', policy)
    return (await serve(c, () => Promise.resolve())) ?? undefined
  }

  for (const page of PAGES)
    app.get(page, revalidated, async (c, next) => (await translated(c, SHELL)) ?? next())
  for (const page of CALL_PAGES)
    app.get(page, revalidated, async (c, next) => (await translated(c, CALL_SHELL)) ?? next())
  for (const [address, file] of Object.entries(TRANSLATED)) {
    app.get(address, revalidated, async (c, next) => {
      // The page's worker is asked for in the page's language, which a choice may have changed since.
      const asked = v.safeParse(languageTag, c.req.query('language'))
      return (await translated(c, file, asked.success ? asked.output : undefined)) ?? next()
    })
  }
  app.get(EMBED, revalidated, serveStatic({ root, precompressed: true, onFound: forAnySite }))
  app.get(`${HASHED}*`, serveStatic({ root, precompressed: true, onFound: cached }))
  app.get('*', revalidated, serveStatic({ root, precompressed: true, onFound: cached }))
  // An unknown page: the app itself says so.
  app.get('*', async (c, next) => {
    const page = c.req.header('accept')?.includes('text/html') === true
    if (!page || SERVERS.test(c.req.path)) return next()
    const response = await translated(c, SHELL)
    return response === undefined
      ? undefined
      : new Response(response.body, { status: 404, headers: response.headers })
  })

  function cached(_file: string, c: Context): void {
    c.header('Cache-Control', c.req.path.startsWith(HASHED) ? FOR_EVER : REVALIDATE)
    // A worker keeps documents by their names.
    const policy = policies.get(c.req.path)
    if (policy !== undefined) c.header('Content-Security-Policy', policy)
  }
}

/** The policy of each document, by its path: it may run its own import map and no other inline script. */
function documentPolicies(root: string, origin: string): ReadonlyMap<string, string> {
  const documents = readdirSync(root).filter((name) => name.endsWith('.html'))
  return new Map(
    documents.flatMap((name) => {
      const map = IMPORT_MAP.exec(readFileSync(join(root, name), 'utf8'))?.[1]
      if (map === undefined) return []
      const hash = createHash('sha256').update(map).digest('base64')
      return [[`/${name}`, contentSecurityPolicy(origin, [`'sha256-${hash}'`])]]
    }),
  )
}

function forAnySite(_file: string, c: Context): void {
  c.header('Cache-Control', AN_HOUR)
  c.header('Cross-Origin-Resource-Policy', 'cross-origin')
  // Subresource Integrity requires CORS.
  c.header('Access-Control-Allow-Origin', '*')
}
