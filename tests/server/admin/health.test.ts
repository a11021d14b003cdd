/** The checks that admins run: of ICE servers that are not saved yet, and of everything. */
import Database from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { adminApi } from '../../../protocol/admin-api.ts'
import { startCoturn, TURN_SECRET } from '../../support/coturn.ts'
import { watchPauses } from '../../support/longest-pause.ts'
import { startServer, TestClock } from '../../support/server.ts'
import type { ServerOptions } from '../../support/server.ts'
import { freeUdpPort } from '../../support/udp.ts'

/** A proxy that refuses every connection, so that no push service can be reached. */
const NO_PROXY = { httpsProxy: 'http://127.0.0.1:9' }

async function administered({ settings, ...options }: ServerOptions = {}) {
  const server = await startServer({ ...options, settings: { ...NO_PROXY, ...settings } })
  await server.member('root', 'Root', true)
  return { server, root: await server.signIn('root') }
}

describe('the check of STUN and TURN servers', () => {
  it('asks the servers in the form, with the secret typed there', async () => {
    const { root } = await administered()
    const coturn = await startCoturn()
    const turnUrls = [`turn:127.0.0.1:${coturn.port}`]
    const check = async (turnSecret: string) => {
      const stunUrls = [`stun:127.0.0.1:${coturn.port}`]
      const answer = await root.ask(adminApi.checkServers, {
        body: { stunUrls, turnUrls, turnSecret },
      })
      return answer.data?.findings.map((each) => `${each.check} ${each.status}: ${each.found}`)
    }
    expect(await check(TURN_SECRET)).toEqual([
      expect.stringMatching(/^stun ok: stun:127\.0\.0\.1:\d+ answers/),
      expect.stringMatching(/^turn warning: turn:127\.0\.0\.1:\d+ relays from 127/),
    ])
    const wrong = await check('another secret than coturn has')
    expect(wrong?.[1]).toMatch(/^turn failed: .*the secret is wrong \(401\)/)
    // The check saved nothing.
    const { data } = await root.ask(adminApi.settings)
    expect(data).toMatchObject({ stunUrls: [], turnUrls: [], hasTurnSecret: false })

    const secretless = await root.ask(adminApi.checkServers, { body: { turnUrls } })
    expect([secretless.code, secretless.field]).toEqual(['invalid', 'turnSecret'])
    await root.ask(adminApi.changeSettings, { body: { turnUrls, turnSecret: TURN_SECRET } })
    const kept = await root.ask(adminApi.checkServers, { body: { turnUrls } })
    expect(kept.data?.findings.map(({ status }) => status)).toEqual(['warning', 'warning'])
  })

  it('asks the embedded responder if no other server is set', async () => {
    const stunPort = await freeUdpPort()
    const { root } = await administered({ settings: { stunPort } })
    const { data } = await root.ask(adminApi.checkServers, { body: {} })
    expect(data?.findings[0]).toMatchObject({ check: 'stun', status: 'ok', mend: null })
    const { ownStun } = (await root.ask(adminApi.settings)).data ?? {}
    expect(data?.findings[0]?.found).toContain(ownStun)
  })
})

describe('the health section', () => {
  it('shows all findings of the doctor about the running server and how to fix them', async () => {
    const { server, root } = await administered()
    const { data } = await root.ask(adminApi.examine)
    const of = (check: string) => data?.findings.filter((each) => each.check === check) ?? []
    expect(of('origin')).toEqual([
      { check: 'origin', status: 'ok', found: `${server.origin} answers.`, mend: null },
      {
        check: 'origin',
        status: 'ok',
        found: `${server.origin} passes on WebSockets.`,
        mend: null,
      },
    ])
    expect(of('database')[0]).toMatchObject({ status: 'ok' })
    expect(of('stun')[0]).toMatchObject({ status: 'warning' })
    expect(of('push')[0]).toMatchObject({ status: 'failed' })
    for (const { status, mend } of data?.findings ?? []) expect(mend === null).toBe(status === 'ok')
    expect(data?.push).toEqual([])
  })

  it('holds up nothing while another process holds the database, and says so', async () => {
    const { server, root } = await administered()
    const other = new Database(join(server.folder, 'peal.db'))
    other.exec('BEGIN IMMEDIATE')
    onTestFinished(() => void other.close())
    const longestPause = watchPauses()
    const { data } = await root.ask(adminApi.examine)
    const longest = longestPause()
    expect(longest).toBeLessThan(1_000)
    const database = data?.findings.find(({ check }) => check === 'database')
    expect(database).toMatchObject({
      status: 'failed',
      found: expect.stringMatching(/^Another process holds .*: nothing can be written\.$/),
    })
  })

  it('shows which push services currently refuse this server', async () => {
    const { server, root } = await administered()
    server.peal.metrics.pushFailing('mozilla', false)
    server.peal.metrics.pushFailing('apple', true)
    expect((await root.ask(adminApi.examine)).data?.push).toEqual([
      { service: 'mozilla', failing: false },
      { service: 'apple', failing: true },
    ])
  })

  it('runs one check at a time and limits how often', async () => {
    const clock = new TestClock()
    const { root } = await administered({ clock })
    const [first, second] = await Promise.all([
      root.ask(adminApi.examine),
      root.ask(adminApi.examine),
    ])
    const [ran, refused] = first.status === 200 ? [first, second] : [second, first]
    expect(ran.status).toBe(200)
    expect([refused.status, refused.code, refused.retryMs]).toEqual([503, 'busy', 5_000])
    for (let n = 1; n < 10; n += 1) {
      expect((await root.ask(adminApi.checkServers, { body: {} })).status).toBe(200)
    }
    clock.advance(50_000)
    const tooMany = await root.ask(adminApi.checkServers, { body: {} })
    expect([tooMany.code, tooMany.retryMs]).toEqual(['busy', 10_000])
    clock.advance(10_000)
    expect((await root.ask(adminApi.examine)).status).toBe(200)
  })
})
