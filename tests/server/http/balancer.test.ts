import { expect, it } from 'vitest'
import { Caddy } from '../../support/caddy.ts'
import { freePort } from '../../support/free-port.ts'
import { startServer } from '../../support/server.ts'
import { until } from '../../support/until.ts'

/** Enough requests for each server to get some. */
const REQUESTS = 12

const statuses = (caddy: Caddy) =>
  Promise.all(Array.from({ length: REQUESTS }, () => caddy.ask('/healthz')))

it("deploy's Caddy for several servers leaves out one that stops or is not ready, without an error", async () => {
  const stays = await startServer()
  const goes = await startServer()
  const caddy = await Caddy.startBalancer([goes.port, stays.port, await freePort()])
  expect(new Set(await statuses(caddy))).toEqual(new Set([200]))
  await goes.peal.stop()
  expect(new Set(await statuses(caddy))).toEqual(new Set([200]))
  // The database is gone, while the process still answers.
  await stays.peal.store.close()
  await until('no server is ready', async () => (await caddy.ask('/healthz')) === 503)
})
