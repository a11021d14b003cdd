/** Tests the stand-in for push services: what it accepts, and the faults that tests can plan. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { PushService } from '../../support/push/push-service.ts'
import { Sender } from '../../support/push/sender.ts'
import { until } from '../../support/until.ts'

async function start() {
  const service = await PushService.start()
  onTestFinished(() => service.close())
  const sender = new Sender(service.network)
  onTestFinished(() => sender.close())
  return { service, sender, key: sender.vapid.publicKey }
}

describe('a push service without a browser', () => {
  it.each([
    'fcm.googleapis.com',
    'updates.push.services.mozilla.com',
    'web.push.apple.com',
    'wns2-db5p.notify.windows.com',
    'own',
  ] as const)('is reached as %s, and reads what it is sent', async (host) => {
    const { service, sender, key } = await start()
    const subscription = service.subscribe({ host, applicationServerKey: key })
    const answer = await sender.send(subscription, 'ring', { urgency: 'high', topic: 'call' })
    expect(answer.status).toBe(201)
    const { endpoint } = subscription
    expect(await service.received()).toMatchObject({ endpoint, text: 'ring', fault: null })
    expect(await service.pushed()).toMatchObject({
      ...{ endpoint, ttl: '60', urgency: 'high', topic: 'call', contentEncoding: 'aes128gcm' },
      ...{ bodyLength: 107, refusal: null, status: 201, accepted: true },
    })
  })

  it('shows a test that a message has no content', async () => {
    const { service, sender } = await start()
    expect((await sender.send(service.subscribe(), '')).status).toBe(201)
    expect(await service.received()).toMatchObject({ text: '', fault: null })
  })

  it('shows a test why a message could not be decrypted', async () => {
    const { service, sender } = await start()
    const { endpoint } = service.subscribe()
    const { keys } = service.subscribe()
    expect((await sender.send({ endpoint, keys }, 'ring')).status).toBe(201)
    expect((await service.received()).fault).not.toBeNull()
  })

  it('refuses invalid requests, and records the reasons', async () => {
    const { service, sender } = await start()
    const other = service.subscribe({ applicationServerKey: 'BAAA' })
    expect((await sender.send(other, 'ring')).status).toBe(403)
    const prepared = sender.prepare(service.subscribe(), 'ring')
    const { ttl: _, ...headers } = prepared.headers
    expect((await sender.post({ ...prepared, headers })).status).toBe(400)
    const large = { ...prepared, body: Buffer.alloc(5000) }
    expect((await sender.post(large)).status).toBe(413)
    expect(service.log.refused.map(({ refusal }) => refusal?.status)).toEqual([403, 400, 413])
    expect(service.log.accepted).toEqual([])
    expect(service.messages).toEqual([])
  })

  it('answers 410 for a subscription that has ended', async () => {
    const { service, sender } = await start()
    const subscription = service.subscribe()
    service.end(subscription.endpoint)
    expect((await sender.send(subscription, 'ring')).status).toBe(410)
  })

  it('does not connect senders to any other host', async () => {
    const { service, sender } = await start()
    const { keys } = service.subscribe()
    const elsewhere = { endpoint: 'https://fcm.googleapis.com.example.org/a', keys }
    await expect(sender.send(elsewhere, 'ring')).rejects.toThrow()
    expect(service.network.asked).toEqual(['fcm.googleapis.com.example.org:443'])
  })
})

describe('a push service with planned faults', () => {
  it('answers a given number of requests of one subscription with a status and Retry-After', async () => {
    const { service, sender } = await start()
    const [one, other] = [service.subscribe(), service.subscribe()]
    const plan = { kind: 'status', status: 429, retryAfter: 7 } as const
    service.answer(plan, { endpoint: one.endpoint, times: 1 })
    const answer = await sender.send(one, 'ring')
    expect(answer.status).toBe(429)
    expect(answer.headers['retry-after']).toBe('7')
    expect((await sender.send(one, 'again')).status).toBe(201)
    expect((await sender.send(other, 'ring')).status).toBe(201)
    expect(service.log.all.map(({ accepted, refusal }) => [accepted, refusal])).toEqual([
      [false, null],
      [true, null],
      [true, null],
    ])
  })

  it('answers with a status until the plan is undone', async () => {
    const { service, sender } = await start()
    const subscription = service.subscribe()
    const undo = service.answer({ kind: 'status', status: 503 })
    expect((await sender.send(subscription, 'ring')).status).toBe(503)
    expect((await sender.send(subscription, 'ring')).status).toBe(503)
    undo()
    expect((await sender.send(subscription, 'ring')).status).toBe(201)
  })

  it('stalls, and notices that the sender has disconnected', async () => {
    const { service, sender } = await start()
    service.answer({ kind: 'stall' })
    const sending = sender.send(service.subscribe(), 'ring')
    const [request] = await service.log.atLeast(1)
    expect(request).toMatchObject({ status: null, accepted: false, endedAt: null })
    await Promise.all([sender.close(), expect(sending).rejects.toThrow()])
    await until('the end of the request', () => request?.endedAt)
  })

  it('cuts the connection in the middle of the body', async () => {
    const { service, sender } = await start()
    service.answer({ kind: 'abort' })
    await expect(sender.send(service.subscribe(), 'ring')).rejects.toThrow()
  })

  it('sends an endless body byte by byte', async () => {
    const { service, sender } = await start()
    service.answer({ kind: 'drip' })
    const sending = sender.send(service.subscribe(), 'ring')
    await service.log.atLeast(1, ({ status }) => status === 201)
    await Promise.all([sender.close(), expect(sending).rejects.toThrow()])
  })

  it('sends a body of the planned size', async () => {
    const { service, sender } = await start()
    service.answer({ kind: 'huge', status: 400, bytes: 3_000_001 })
    expect((await sender.send(service.subscribe(), 'ring')).text.length).toBe(3_000_001)
  })

  it('redirects to another address', async () => {
    const { service, sender } = await start()
    service.answer({ kind: 'redirect', to: 'https://127.0.0.1:9/' })
    const answer = await sender.send(service.subscribe(), 'ring')
    expect([answer.status, answer.headers.location]).toEqual([307, 'https://127.0.0.1:9/'])
  })

  it('holds a message back before it accepts it', async () => {
    const { service, sender } = await start()
    let release = () => {}
    const until = new Promise<void>((resolve) => (release = resolve))
    service.answer({ kind: 'hold', until }, { times: 1 })
    const sending = sender.send(service.subscribe(), 'ring')
    await service.log.atLeast(1)
    expect(service.messages).toEqual([])
    release()
    expect((await sending).status).toBe(201)
    expect(service.messages.length).toBe(1)
  })
})
