/** Serves the descriptions of Peal for programs. They are made when they are first asked for. */
import type { Context } from 'hono'
import { version } from '../../package.json'
import { bareContract } from '../contract/bare-contract.ts'
import { sessionCookieName } from '../http/cookies.ts'
import { serveBare, type App } from '../http/routes.ts'
import { sha256 } from '../random.ts'

/** They change with an update of Peal only. */
const AN_HOUR = 'public, max-age=3600'

interface Made {
  readonly text: string
  readonly etag: string
}

/** Mounts `/api/openapi.json` and `/api/asyncapi.json`. `origin` is Peal's public address. */
export function documentRoutes(app: App, origin: string): void {
  const deps = { origin, version, cookie: sessionCookieName(origin) }
  const serveDocument = (
    operation: (typeof bareContract)['asyncapi' | 'openapi'],
    make: () => Promise<unknown>,
  ) => {
    let making: Promise<Made> | undefined
    serveBare(app, operation, async (c) => answer(c, await (making ??= made(make))))
  }
  serveDocument(bareContract.openapi, async () => (await import('./openapi.ts')).openapi(deps))
  serveDocument(bareContract.asyncapi, async () => (await import('./asyncapi.ts')).asyncapi(deps))
}

async function made(make: () => Promise<unknown>): Promise<Made> {
  const text = JSON.stringify(await make())
  return { text, etag: `"${sha256(text).slice(0, 32)}"` }
}

function answer(c: Context, { text, etag }: Made): Response {
  const headers = { 'Cache-Control': AN_HOUR, ETag: etag }
  if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers)
  return c.body(text, 200, { ...headers, 'Content-Type': 'application/json' })
}
