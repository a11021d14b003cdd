/** The server mounts exactly the routes that are described, so that the OpenAPI document is complete. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { AnyRoute } from '../../../protocol/route.ts'
import { OPERATIONS } from '../../../push-server/contract/operations.ts'
import { startServer } from '../../support/server.ts'

const PROTOCOL = join(import.meta.dirname, '../../../protocol')

const nameOf = ({ method, path }: Pick<AnyRoute, 'path'> & { readonly method: string }) =>
  `${method} ${path}`

/** The routes of every object of `protocol/` that is called `api` or `…Api`. */
async function protocolRoutes(): Promise<AnyRoute[]> {
  const files = readdirSync(PROTOCOL).filter((name) => /api\.ts$/.test(name))
  const modules = await Promise.all(files.map((name) => import(join(PROTOCOL, name))))
  const apis = modules.flatMap((module: Record<string, Record<string, AnyRoute>>) =>
    Object.entries(module).flatMap(([name, api]) => (/^api$|Api$/.test(name) ? [api] : [])),
  )
  expect(apis).toHaveLength(files.length)
  return apis.flatMap((api) => Object.values(api))
}

test('the server has exactly the routes that are described, each once', async () => {
  const { peal } = await startServer()
  // Middleware is mounted for all methods, and is no route.
  const mounted = peal.routes.filter(({ method }) => method !== 'ALL').map(nameOf)
  expect(mounted.toSorted()).toEqual(OPERATIONS.map(({ route }) => nameOf(route)).toSorted())
})

test('every route of the protocol is described', async () => {
  const described = new Set(OPERATIONS.map(({ route }) => route))
  for (const route of await protocolRoutes()) expect(described.has(route), nameOf(route)).toBe(true)
})
