/** /readyz: whether a server should get new connections. */
import type { KyselyPlugin } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startServer } from '../../support/server.ts'

/** A server whose check of the database does this first. Other reads, which are not written as raw SQL, are left alone. */
function startReading(before: () => Promise<void>) {
  const checks = new WeakSet<object>()
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      if (node.kind === 'RawNode') checks.add(queryId)
      return node
    },
    async transformResult({ result, queryId }) {
      if (checks.has(queryId)) await before()
      return result
    },
  }
  return startServer({
    throughStore: (store) => ({ ...store, read: store.read.withPlugin(plugin) }),
  })
}

async function ask(origin: string, path = '/readyz') {
  const response = await fetch(`${origin}${path}`)
  return [response.status, await response.json()]
}

const REFUSED = [503, { error: { code: 'busy', retryMs: 2_000 } }]

describe('/readyz', () => {
  it('says that the server is ready', async () => {
    const { local } = await startServer()
    expect(await ask(local)).toEqual([200, { ok: true }])
  })

  it('is refused while the database cannot be read, and /healthz is not', async () => {
    const { local } = await startReading(() => Promise.reject(new Error('The database is away.')))
    expect(await ask(local)).toEqual(REFUSED)
    expect(await ask(local, '/healthz')).toEqual([200, { ok: true }])
  })

  it('is refused from the moment that the server stops', async () => {
    let read = () => {}
    const reading = new Promise<void>((resolve) => (read = resolve))
    let answer = () => {}
    const held = new Promise<void>((resolve) => (answer = resolve))
    const { local, peal } = await startReading(() => {
      read()
      return held
    })
    const asked = ask(local)
    await reading
    const stopped = peal.stop()
    answer()
    expect(await asked).toEqual(REFUSED)
    await stopped
  })
})
