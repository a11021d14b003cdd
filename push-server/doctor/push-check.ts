/** Checks that the push services can be reached: without them no phone and no closed browser rings. */
import { Agent, ProxyAgent, request, type Dispatcher } from 'undici'
import type { Settings } from '../settings.ts'
import { causeOf, failed, fine, warning, type Finding } from './finding.ts'

/** The services of the browsers' subscriptions; one of Microsoft's many hosts. */
const SERVICES = [
  'https://fcm.googleapis.com',
  'https://updates.push.services.mozilla.com',
  'https://web.push.apple.com',
  'https://wns2-par02p.notify.windows.com',
]
const PATIENCE_MS = 5_000

async function reach(origin: string, dispatcher: Dispatcher, proxy: boolean): Promise<Finding> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const { statusCode, body } = await request(origin, { dispatcher, signal })
    // Any answer shows that the service can be reached; its body is not read.
    body.on('error', () => undefined).destroy()
    return fine('push', `${origin} is reached (status ${statusCode}).`)
  } catch (error) {
    return failed(
      'push',
      `${origin} is not reached${proxy ? ' through HTTPS_PROXY' : ''} (${causeOf(error)}).`,
      'Let this machine connect to it by HTTPS (port 443), or set HTTPS_PROXY to a proxy that may.',
    )
  }
}

export async function checkPush({
  pushHosts,
  httpsProxy,
  contact,
}: Pick<Settings, 'pushHosts' | 'httpsProxy' | 'contact'>): Promise<Finding[]> {
  const dispatcher = httpsProxy === null ? new Agent() : new ProxyAgent(httpsProxy)
  try {
    const origins = [...new Set([...SERVICES, ...pushHosts])]
    const found = await Promise.all(
      origins.map((each) => reach(each, dispatcher, httpsProxy !== null)),
    )
    if (contact !== null) return [...found, fine('push', `Push services may write to ${contact}.`)]
    const mend = 'Set PEAL_CONTACT to a mailto: or https: address of whoever runs this server.'
    return [...found, warning('push', 'Push services are told no contact; some refuse that.', mend)]
  } finally {
    await dispatcher.destroy()
  }
}
