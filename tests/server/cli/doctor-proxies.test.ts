/** Proxies before Peal that do not pass on what calls need. */
import { describe, expect, it } from 'vitest'
import { startBadProxy } from '../../support/bad-proxy.ts'
import { certificateFor } from '../../support/certificates.ts'
import { doctor } from '../../support/doctor.ts'
import { startServer } from '../../support/server.ts'

/** Nobody listens at this port, so that the push services are not waited for. */
const NO_PROXY = { HTTPS_PROXY: 'http://127.0.0.1:9' }

describe('peal doctor', () => {
  it.each([
    [
      'does not pass on WebSockets',
      { upgrades: 'as-requests' },
      [/^failed: The proxy of \S+ does not pass on WebSockets: no call can ring\.$/],
    ],
    [
      'lets WebSockets hang',
      { upgrades: 'hang' },
      [/^failed: A WebSocket to \S+\/signal is not answered \(no answer within 5 s\): no call /],
    ],
    [
      'resets WebSockets',
      { upgrades: 'reset' },
      [/^failed: A WebSocket to \S+\/signal is not answered \(ECONNRESET\): no call /],
    ],
    [
      'asks for a password itself',
      { upgrades: 'ask-for-a-password' },
      [/^failed: A WebSocket to \S+\/signal is answered with status 401, not by Peal\.$/],
    ],
    [
      'takes out the Origin',
      { upgrades: 'without-origin' },
      [/^failed: WebSockets to \S+ arrive with another Origin, or without one: /],
    ],
    [
      'takes out unknown headers',
      { strips: 'x-peal-probe' },
      [/^failed: What answers at \S+ is not this Peal, or the proxy takes out .* X-Peal-Probe\.$/],
    ],
    [
      'takes out unknown headers and lets WebSockets hang',
      { strips: 'x-peal-probe', upgrades: 'hang' },
      [
        /^failed: What answers at \S+ is not this Peal, or /,
        /^failed: A WebSocket to .* not answered/,
      ],
    ],
    [
      'answers everything itself',
      { answersAll: '{"ok":true}' },
      [
        /^failed: What answers at \S+ is not this Peal, or /,
        /^failed: A WebSocket to .* status 200, /,
      ],
    ],
    [
      'sends another Host',
      { host: 'backend:3000' },
      [/^warning: The proxy tells Peal the host "backend:3000" instead of "localhost:\d+"\.$/],
    ],
    [
      'is not in PEAL_TRUSTED_PROXY',
      { forwards: true },
      [
        /^failed: Requests come through a proxy at 127\.0\.0\.1, which is not in PEAL_TRUSTED_PROXY: /,
      ],
    ],
  ] as const)('notices a proxy that %s', async (_, habits, wrong) => {
    const proxy = await startBadProxy(habits)
    const server = await startServer({ settings: { origin: proxy.origin } })
    proxy.before(server.port)
    const { of } = await doctor(server, { ...NO_PROXY, PEAL_ORIGIN: proxy.origin })
    expect(of('origin').filter((found) => !found.startsWith('ok: '))).toEqual(
      wrong.map((each): unknown => expect.stringMatching(each)),
    )
  })

  it('notices a proxy with a certificate that does not say whence requests come', async () => {
    const certificate = await certificateFor(['localhost'])
    const proxy = await startBadProxy({ certificate })
    const server = await startServer({ settings: { origin: proxy.origin } })
    proxy.before(server.port)
    const { of } = await doctor(server, {
      ...NO_PROXY,
      PEAL_ORIGIN: proxy.origin,
      NODE_EXTRA_CA_CERTS: certificate.cert,
    })
    expect(of('origin').slice(1)).toEqual([
      `ok: ${proxy.origin} passes on WebSockets.`,
      'failed: The proxy at 127.0.0.1 does not say whence requests come: everybody counts as one address.',
    ])
  })

  it.each([
    ['does not say whence requests come', false],
    ['does not know whence requests come', 'unknown'],
  ])('notices a trusted proxy that %s', async (_, forwards) => {
    const proxy = await startBadProxy({ forwards })
    const trustedProxies = ['127.0.0.1']
    const server = await startServer({ settings: { origin: proxy.origin, trustedProxies } })
    proxy.before(server.port)
    const { of } = await doctor(server, { ...NO_PROXY, PEAL_ORIGIN: proxy.origin })
    expect(of('origin').slice(2)).toEqual([
      'warning: The proxy at 127.0.0.1 does not say whence requests come: everybody counts as one address.',
    ])
  })

  it('notices that a proxy before the trusted one is not in PEAL_TRUSTED_PROXY', async () => {
    const proxy = await startBadProxy({ forwards: '192.0.2.7, client, 203.0.113.9' })
    const trustedProxies = ['127.0.0.1']
    const server = await startServer({ settings: { origin: proxy.origin, trustedProxies } })
    proxy.before(server.port)
    const { of } = await doctor(server, { ...NO_PROXY, PEAL_ORIGIN: proxy.origin })
    expect(of('origin').slice(2)).toEqual([
      'failed: Requests come through a further proxy at 203.0.113.9, which is not in PEAL_TRUSTED_PROXY: everybody counts as one address.',
    ])
  })

  it('finds nothing wrong with several proxies that are all trusted', async () => {
    const proxy = await startBadProxy({ forwards: '192.0.2.7, 203.0.113.9' })
    const trustedProxies = ['127.0.0.1', '203.0.113.0/24']
    const server = await startServer({ settings: { origin: proxy.origin, trustedProxies } })
    proxy.before(server.port)
    const { of } = await doctor(server, { ...NO_PROXY, PEAL_ORIGIN: proxy.origin })
    expect(of('origin').slice(2)).toEqual([])
  })

  it('notices that another Peal answers', async () => {
    const another = await startServer()
    const server = await startServer({ settings: { origin: another.origin } })
    const { of } = await doctor(server, { ...NO_PROXY, PEAL_ORIGIN: another.origin })
    expect(of('origin')).toEqual([
      `ok: ${another.origin} answers.`,
      expect.stringMatching(
        /^failed: What answers at \S+ is not this Peal, or the proxy takes out /,
      ),
    ])
  })

  it('finds nothing wrong with a proxy that passes everything on', async () => {
    const proxy = await startBadProxy({ forwards: true })
    const trustedProxies = ['127.0.0.1']
    const server = await startServer({ settings: { origin: proxy.origin, trustedProxies } })
    proxy.before(server.port)
    const { of } = await doctor(server, { ...NO_PROXY, PEAL_ORIGIN: proxy.origin })
    expect(of('origin')).toEqual([
      `ok: ${proxy.origin} answers.`,
      `ok: ${proxy.origin} passes on WebSockets.`,
    ])
  })
})
