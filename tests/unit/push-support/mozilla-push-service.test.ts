/** Tests the stand-in for Mozilla's push service with a socket that acts as Firefox. */
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { makeKeys } from '../../support/push/content-decryption.ts'
import { MozillaPushService } from '../../support/push/mozilla-push-service.ts'
import { PushNetwork } from '../../support/push/push-network.ts'
import { PushService } from '../../support/push/push-service.ts'
import { Sender } from '../../support/push/sender.ts'
import { until } from '../../support/until.ts'

interface Frame {
  readonly messageType?: string
  readonly uaid?: string
  readonly pushEndpoint?: string
  readonly version?: string
}

/** A browser that says hello, as the one with this uaid. */
async function connect(service: MozillaPushService, uaid?: string) {
  const url = String(service.firefoxPrefs['dom.push.serverURL'])
  const socket = new WebSocket(url, 'push-notification')
  onTestFinished(() => socket.terminate())
  const frames: Frame[] = []
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString()) as Frame))
  await once(socket, 'open')
  const say = (frame: object) => socket.send(JSON.stringify(frame))
  const heard = (type: string, count = 1) =>
    until(`${count} of ${type}`, () => {
      const found = frames.filter(({ messageType }) => messageType === type)
      return found.length >= count ? found : null
    })
  say({ messageType: 'hello', broadcasts: {}, use_webpush: true, uaid })
  const [hello] = await heard('hello')
  return { socket, say, heard, frames, uaid: hello?.uaid ?? '' }
}

async function start(network?: PushNetwork) {
  const service = await MozillaPushService.start({ network, host: network ? 'production' : 'own' })
  onTestFinished(() => service.close())
  const sender = new Sender(service.network)
  onTestFinished(() => sender.close())
  const browser = await connect(service)
  const channelID = 'a8e1a001-548b-4f73-bd4b-e2c7b9bbcb4e'
  browser.say({ messageType: 'register', channelID, key: `${sender.vapid.publicKey}=` })
  const [registered] = await browser.heard('register')
  const keys = makeKeys()
  const subscription = {
    endpoint: registered?.pushEndpoint ?? '',
    keys: {
      p256dh: keys.publicKey.toString('base64url'),
      auth: keys.auth.toString('base64url'),
    },
  }
  return { service, sender, browser, channelID, subscription }
}

const versions = (frames: readonly Frame[]) => frames.map(({ version }) => version)

describe("Mozilla's push service", () => {
  it('delivers unacknowledged messages again', async () => {
    const { service, sender, browser, channelID, subscription } = await start()
    expect(new URL(subscription.endpoint).origin).toBe(service.origin)
    expect((await sender.send(subscription, 'one')).status).toBe(201)
    expect((await sender.send(subscription, 'two')).status).toBe(201)
    const [one, two] = versions(await browser.heard('notification', 2))
    browser.say({ messageType: 'ack', updates: [{ channelID, version: one, code: 100 }] })
    await until('the ack', () => service.frames.some(({ messageType }) => messageType === 'ack'))
    service.disconnectBrowsers()
    const again = await connect(service, browser.uaid)
    expect(again.uaid).toBe(browser.uaid)
    expect(versions(await again.heard('notification'))).toEqual([two])
  })

  it('keeps the newest message of a topic, and drops messages with a TTL of 0', async () => {
    const { service, sender, browser, subscription } = await start()
    browser.socket.terminate()
    await until('the browser is gone', () => browser.socket.readyState === WebSocket.CLOSED)
    service.disconnectBrowsers()
    await sender.send(subscription, 'old', { topic: 'call' })
    const kept = await sender.send(subscription, 'new', { topic: 'call' })
    await sender.send(subscription, 'at once', { TTL: 0 })
    const again = await connect(service, browser.uaid)
    const [message, ...more] = await again.heard('notification')
    expect(String(kept.headers.location)).toContain(message?.version)
    expect(more).toEqual([])
  })

  it('refuses other senders, and all of them once the subscription has ended', async () => {
    const { service, sender, browser, channelID, subscription } = await start()
    const other = new Sender(service.network)
    onTestFinished(() => other.close())
    expect((await other.send(subscription, 'ring')).status).toBe(403)
    browser.say({ messageType: 'unregister', channelID, code: 200 })
    await browser.heard('unregister')
    expect((await sender.send(subscription, 'ring')).status).toBe(410)
  })

  it('treats browsers that it has forgotten as new', async () => {
    const { service, sender, browser, subscription } = await start()
    service.forgetBrowsers()
    expect((await connect(service, browser.uaid)).uaid).not.toBe(browser.uaid)
    expect((await sender.send(subscription, 'ring')).status).toBe(410)
  })

  it('closes the socket after an invalid message', async () => {
    const { service } = await start()
    const { socket, say } = await connect(service)
    say({ messageType: 'register' })
    await once(socket, 'close')
  })

  it('shares a network with other services', async () => {
    const network = await PushNetwork.start()
    onTestFinished(() => network.close())
    const { service, sender, browser, subscription } = await start(network)
    const plain = await PushService.start({ network })
    onTestFinished(() => plain.close())
    expect(plain.serverEnv).toEqual(service.serverEnv)
    expect((await sender.send(subscription, 'ring')).status).toBe(201)
    await browser.heard('notification')
    const apple = plain.subscribe({ host: 'web.push.apple.com' })
    expect((await sender.send(apple, 'ring')).status).toBe(201)
    expect((await plain.received()).text).toBe('ring')
    const taken = { host: 'updates.push.services.mozilla.com' } as const
    expect(() => plain.subscribe(taken)).toThrow('served already')
  })
})
