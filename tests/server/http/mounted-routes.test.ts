import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AnyRoute } from '../../../protocol/route.ts'
import { silentLog } from '../../../push-server/log.ts'
import { startServer } from '../../support/server.ts'

const PROTOCOL = join(import.meta.dirname, '../../../protocol')

/** The routes of every object of `protocol/` that is called `api` or `…Api`. */
async function allRoutes(): Promise<AnyRoute[]> {
  const files = readdirSync(PROTOCOL).filter((name) => /api\.ts$/.test(name))
  const modules = await Promise.all(files.map((name) => import(join(PROTOCOL, name))))
  const apis = modules.flatMap((module: Record<string, Record<string, AnyRoute>>) =>
    Object.entries(module).flatMap(([name, api]) => (/^api$|Api$/.test(name) ? [api] : [])),
  )
  expect(apis).toHaveLength(files.length)
  return apis.flatMap((api) => Object.values(api))
}

test('every route of the protocol is mounted', async () => {
  const asked: string[] = []
  const log = {
    ...silentLog,
    debug: ({ method, route }: Readonly<Record<string, unknown>>) =>
      void asked.push(`${String(method)} ${String(route)}`),
  }
  const server = await startServer({ log })
  const routes = await allRoutes()
  for (const { method, path } of routes) {
    const headers = { Origin: server.origin }
    await fetch(`${server.local}${path.replace(/:\w+/g, 'x')}`, { method, headers })
  }
  // Of a request without a route, the log says `*`.
  expect(asked).toEqual(routes.map(({ method, path }) => `${method} ${path}`))
})
