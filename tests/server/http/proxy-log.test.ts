import { expect, it } from 'vitest'
import { Caddy } from '../../support/caddy.ts'
import { freePort } from '../../support/free-port.ts'
import { until } from '../../support/until.ts'

it("deploy's Caddy logs that Peal does not answer, but no address of a request", async () => {
  const caddy = await Caddy.start(await freePort())
  await caddy.ask('/api/rings/a-secret')
  await until('Caddy has logged it', () => caddy.log.split('connection refused').length > 2)
  expect(caddy.log).toContain('"method":"GET"')
  expect(caddy.log).not.toContain('a-secret')
})
