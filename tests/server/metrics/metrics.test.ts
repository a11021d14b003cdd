import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { launch } from '../../support/launched.ts'
import { startServer } from '../../support/server.ts'
import type { TestServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { CallWindow, connectedCall, twoPeople } from '../../support/two-people.ts'

const TOKEN = 'a token of some length'.replaceAll(' ', '-')
const PROXY = { trustedProxies: ['127.0.0.1'] }

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
  readonly asks: string | undefined
}

/** Sends headers that `fetch` would not send. */
function ask({ port }: TestServer, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path: '/metrics', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: response.headers['content-type'] ?? '',
          text,
          asks: response.headers['www-authenticate'],
        }),
      )
    })
    asking.once('error', reject)
    asking.end()
  })
}

async function status(server: TestServer, headers: Record<string, string> = {}): Promise<number> {
  return (await ask(server, headers)).status
}

/** The values by name with labels. */
async function values(server: TestServer): Promise<Map<string, number>> {
  const { text } = await ask(server)
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(line.split(' ').at(-1))]))
}

describe('/metrics', () => {
  it('is open to this machine, in the text format of Prometheus', async () => {
    const server = await startServer()
    const { status, type, text } = await ask(server)
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect(text).toContain('# TYPE peal_rings_total counter')
    expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m)
    expect(text).toMatch(/^peal_commits_total [1-9]/m)
  })

  it('works in the built server, which loads the library with the first request', async () => {
    const peal = await launch([], { PEAL_DATA: tempDir(), PORT: '0' })
    const [, origin = ''] = await peal.line(/^Peal is listening on (http:\/\/\S+)$/m)
    expect(await (await fetch(`${origin}/metrics`)).text()).toMatch(/^peal_sockets 0$/m)
  })

  it('rejects requests that a proxy forwarded, trusted or not', async () => {
    for (const settings of [{}, PROXY]) {
      const server = await startServer({ settings })
      expect(await status(server)).toBe(200)
      const forwarded: Record<string, string>[] = [
        { 'X-Forwarded-For': '203.0.113.9' },
        { 'X-Forwarded-For': '127.0.0.1' },
        { 'X-Forwarded-For': '127.0.0.1, 127.0.0.1' },
        { 'X-Real-IP': '127.0.0.1' },
        { Forwarded: 'for=127.0.0.1' },
        { Via: '1.1 proxy' },
        { Host: 'peal.example.org' },
        { Host: 'localhost.example.org' },
      ]
      for (const headers of forwarded)
        expect([headers, await status(server, headers)]).toEqual([headers, 403])
    }
  })

  it('is closed without a token where the origin is not this machine’s', async () => {
    const settings = { ...PROXY, origin: 'https://peal.example.org' }
    const server = await startServer({ settings })
    expect(await status(server)).toBe(403)
    const told = await startServer({ settings: { ...settings, metricsToken: TOKEN } })
    expect(await status(told)).toBe(401)
    expect(await status(told, { Authorization: `Bearer ${TOKEN}` })).toBe(200)
  })

  it('accepts requests with the token from anywhere', async () => {
    const settings = { ...PROXY, metricsToken: TOKEN }
    const server = await startServer({ settings })
    const from = { 'X-Forwarded-For': '203.0.113.9' }
    const closed = await ask(server, from)
    expect([closed.status, closed.text, closed.asks]).toEqual([401, '', 'Bearer'])
    for (const wrong of [
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
      `Basic ${TOKEN}`,
      'Bearer ',
    ]) {
      expect(await status(server, { ...from, Authorization: wrong })).toBe(401)
    }
    expect(await status(server, { ...from, Authorization: `Bearer ${TOKEN}` })).toBe(200)
    expect(await status(server)).toBe(200)
  })

  it('does not accept an empty token if none is set', async () => {
    const server = await startServer({ settings: PROXY })
    const headers = { 'X-Forwarded-For': '203.0.113.9', Authorization: 'Bearer ' }
    expect(await status(server, headers)).toBe(403)
  })

  it('counts rings, answers, ends, sockets and live calls', async () => {
    const server = await startServer()
    const people = await twoPeople(server)
    const { callId, caller } = await connectedCall(people)
    const during = await values(server)
    expect(during.get('peal_rings_total')).toBe(1)
    expect(during.get('peal_answers_total')).toBe(1)
    expect(during.get('peal_live_calls')).toBe(1)
    expect(during.get('peal_sockets')).toBe(3)
    expect(during.get('peal_calls_ended_total{reason="completed"}')).toBe(0)

    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    const again = await CallWindow.open(server, people.ada)
    const second = await again.place('grace')
    await again.client.ask({ type: 'call.hangup', callId: second, legId: again.legId })
    const after = await values(server)
    expect(after.get('peal_live_calls')).toBe(0)
    expect(after.get('peal_answers_total')).toBe(1)
    expect(after.get('peal_calls_ended_total{reason="completed"}')).toBe(1)
    expect(after.get('peal_calls_ended_total{reason="cancelled"}')).toBe(1)
    expect(after.get('peal_writes_total')).toBeGreaterThan(during.get('peal_writes_total') ?? 0)
  })

  it('measures how long rings, connections and the first state of a page take', async () => {
    const server = await startServer()
    const people = await twoPeople(server)
    const { caller, tab, callId } = await connectedCall(people)
    const connected = await values(server)
    expect(connected.get('peal_answered_to_connected_seconds_count')).toBe(1)
    expect(connected.get('peal_hello_to_welcome_seconds_count')).toBe(connected.get('peal_sockets'))
    // It was answered before a device reported that it rings.
    expect(connected.get('peal_placed_to_ringing_seconds_count')).toBe(0)

    await caller.client.ask({ type: 'call.hangup', callId, legId: caller.legId })
    const again = await CallWindow.open(server, people.ada)
    const rung = await again.place('grace')
    tab.send({ type: 'call.ringing', callId: rung })
    await again.client.call(rung, ({ state }) => state === 'ringing')
    const ringing = await values(server)
    expect(ringing.get('peal_placed_to_ringing_seconds_count')).toBe(1)
    expect(ringing.get('peal_placed_to_ringing_seconds_bucket{le="+Inf"}')).toBe(1)
    // Our own histograms follow the metrics of the library in the same text.
    const { text } = await ask(server)
    expect(text).toMatch(/\n# HELP peal_placed_to_ringing_seconds .*\n# TYPE \S+ histogram\n/)
  })

  it('counts live calls from before a restart, but not their answers again', async () => {
    const first = await startServer()
    const { callId } = await connectedCall(await twoPeople(first))
    await first.peal.stop()
    const second = await startServer({ settings: { dataFolder: first.folder } })
    expect(second.peal.calls.live(callId)).not.toBeNull()
    const after = await values(second)
    expect([after.get('peal_live_calls'), after.get('peal_answers_total')]).toEqual([1, 0])
  })

  it('counts pushes by service and outcome, and shows which service is failing', async () => {
    const server = await startServer()
    const { metrics } = server.peal
    metrics.pushed('apple', 'taken')
    metrics.pushed('apple', 'taken')
    metrics.pushed('google', 'gone')
    metrics.pushFailing('apple', true)
    metrics.pushFailing('google', false)
    const pushed = await values(server)
    expect(pushed.get('peal_pushes_total{service="apple",outcome="taken"}')).toBe(2)
    expect(pushed.get('peal_pushes_total{service="google",outcome="gone"}')).toBe(1)
    expect(pushed.get('peal_push_failing{service="apple"}')).toBe(1)
    expect(pushed.get('peal_push_failing{service="google"}')).toBe(0)
    metrics.pushFailing('apple', false)
    expect((await values(server)).get('peal_push_failing{service="apple"}')).toBe(0)
  })
})
