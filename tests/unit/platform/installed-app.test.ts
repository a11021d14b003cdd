/** The installed app: links that lead to it, launches, the install button, new versions. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { installApp } from '../../../pwa/components/app/install-app.ts'
import { dismissToast, shownToast } from '../../../pwa/components/ui/toasts.ts'
import { calledHandle } from '../../../pwa/stores/call-opening.ts'
import { InstallOffer } from '../../../pwa/platform/installed/install.ts'
import { followLaunches } from '../../../pwa/platform/installed/launch.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'
import { UPDATE_CHECK_MS, watchUpdates } from '../../../pwa/platform/installed/update.ts'

describe('whom a link calls', () => {
  it.each([
    ['ada', 'ada'],
    ['Grace.Hopper', 'grace.hopper'],
    ['web+peal:ada', 'ada'],
    ['WEB+PEAL:Ada', 'ada'],
    ['web+peal://ada', 'ada'],
    ['web+peal://ada/', 'ada'],
  ])('%s', (to, handle) => expect(calledHandle(to)).toBe(handle))

  it.each([
    '',
    'web+peal:',
    'web+peal:ada?with=room',
    'web+peal:ada#answer=x',
    'web+peal:ada/../../settings',
    'https://evil.test/ada',
    'javascript:alert(1)',
    'web+peal:%61da',
    'web+peal:web+peal:ada',
    'a',
    'x'.repeat(40),
  ])('nobody: %s', (to) => expect(calledHandle(to)).toBeNull())
})

describe('launches', () => {
  function launched(targetURL: string | undefined) {
    const went: string[] = []
    followLaunches({
      launchQueue: { setConsumer: (consumer) => consumer({ targetURL }) },
      here: () => 'https://peal.test/settings',
      go: (path) => went.push(path),
    })
    return went
  }

  it('navigate the open window', () => {
    const to = 'https://peal.test/call/new?to=web%2Bpeal%3Aada'
    expect(launched(to)).toEqual(['/call/new?to=web%2Bpeal%3Aada'])
  })
  it('do not navigate to other sites or to where the window is', () => {
    expect(launched('https://evil.test/calls')).toEqual([])
    expect(launched('https://peal.test/settings')).toEqual([])
    expect(launched(undefined)).toEqual([])
  })
})

describe('the install button', () => {
  function offer(page: EventTarget, outcome: 'accepted' | 'dismissed') {
    const event = new Event('beforeinstallprompt', { cancelable: true })
    const prompt = vi.fn(() => Promise.resolve({ outcome }))
    page.dispatchEvent(Object.assign(event, { prompt }))
    return { event, prompt }
  }

  it('is offered when the browser offers it, and prompts once', async () => {
    const page = new EventTarget()
    const install = new InstallOffer()
    install.listen(page)
    const changes: boolean[] = []
    install.watch((offered) => changes.push(offered))
    expect(install.offered).toBe(false)
    const { event, prompt } = offer(page, 'accepted')
    expect(event.defaultPrevented).toBe(true)
    expect(install.offered).toBe(true)
    await installApp(install)
    await installApp(install)
    expect(prompt).toHaveBeenCalledTimes(1)
    expect(shownToast.value).toBeNull()
    expect(changes).toEqual([true, false])
  })

  it('is said to have failed where the browser does not prompt', async () => {
    const page = new EventTarget()
    const install = new InstallOffer()
    install.listen(page)
    const { prompt } = offer(page, 'accepted')
    prompt.mockRejectedValue(new DOMException('', 'NotAllowedError'))
    vi.stubGlobal('window', globalThis)
    onTestFinished(() => void vi.unstubAllGlobals())
    await installApp(install)
    expect(shownToast.value?.text).toMatch(/^This browser did not ask/)
    dismissToast()
  })

  it('is not offered once the app is installed another way', () => {
    const page = new EventTarget()
    const install = new InstallOffer()
    install.listen(page)
    offer(page, 'dismissed')
    page.dispatchEvent(new Event('appinstalled'))
    expect(install.offered).toBe(false)
  })
})

describe('upgrade-in-call: a new version', () => {
  function setUp({ online = true, fails = null as Error | null } = {}) {
    const listeners = new Map<string, () => void>()
    const did: string[] = []
    const checks: { ms: number; work: () => void }[] = []
    const back: (() => void)[] = []
    const network = { online, fails }
    const clock = new FakeTimer()
    const asked = async (what: string) => {
      await Promise.resolve()
      did.push(what)
      if (network.fails !== null) throw network.fails
    }
    const updates = watchUpdates(
      {
        addEventListener: (type, listener) =>
          // No listener of this module reads its event.
          void listeners.set(type, listener as unknown as () => void),
        register: () => asked('register').then(() => undefined),
        update: () => asked('update'),
        messageSkipWaiting: () => void did.push('skip waiting'),
      },
      {
        every: (ms, work) => void checks.push({ ms, work }),
        reload: () => void did.push('reload'),
        timer: clock.timer,
        online: () => network.online,
        whenOnline: (work) => void back.push(work),
        failed: () => void did.push('failed'),
      },
    )
    return {
      updates,
      did,
      checks,
      back,
      network,
      clock,
      tell: (type: string) => listeners.get(type)?.(),
    }
  }

  const settled = () => new Promise((resolve) => setTimeout(resolve))

  async function registered() {
    const all = setUp()
    await settled()
    expect(all.did.splice(0)).toEqual(['register'])
    return all
  }

  it('waits, and takes over only when it is asked to', async () => {
    const { updates, did, tell } = await registered()
    let told = 0
    updates.whenWaiting(() => (told += 1))
    tell('waiting')
    updates.whenWaiting(() => (told += 1))
    expect(told).toBe(2)
    expect(did).toEqual([])
    updates.apply()
    expect(did).toEqual(['skip waiting'])
    tell('controlling')
    expect(did).toEqual(['skip waiting', 'reload'])
  })

  it('is reloaded after 3 s although it has not taken over', async () => {
    const { updates, did, clock, tell } = await registered()
    tell('waiting')
    updates.apply()
    clock.pass(2_900)
    updates.apply()
    expect(did).toEqual(['skip waiting'])
    clock.pass(100)
    expect(did).toEqual(['skip waiting', 'reload'])
  })

  it('does not reload this tab when another tab has let it take over', async () => {
    const { updates, did, tell } = await registered()
    tell('waiting')
    tell('controlling')
    expect(did).toEqual([])
    updates.apply()
    expect(did).toEqual(['reload'])
  })

  it('is not reported when the first worker claims its pages', async () => {
    const { did, tell } = await registered()
    tell('controlling')
    expect(did).toEqual([])
  })

  it('is looked for in pages that stay open', async () => {
    const { did, checks } = await registered()
    expect(checks.map(({ ms }) => ms)).toEqual([UPDATE_CHECK_MS])
    checks[0]?.work()
    await vi.waitFor(() => expect(did).toEqual(['update']))
  })

  it('is not looked for offline: the worker is registered when the network is back', async () => {
    const { did, checks, back, network } = setUp({ online: false })
    checks[0]?.work()
    await settled()
    expect(did).toEqual([])
    network.online = true
    for (const work of back) work()
    await settled()
    expect(did).toEqual(['register'])
    network.online = false
    checks[0]?.work()
    await settled()
    expect(did).toEqual(['register'])
  })

  it('is looked for again later when the server is away, without a report', async () => {
    const { did, checks, network } = setUp({ fails: new TypeError('fetching the script') })
    await settled()
    network.fails = null
    checks[0]?.work()
    await settled()
    checks[0]?.work()
    await settled()
    expect(did).toEqual(['register', 'register', 'update'])
  })

  it('is reported when its registration fails', async () => {
    const { did } = setUp({ fails: new DOMException('no storage', 'SecurityError') })
    await settled()
    expect(did).toEqual(['register', 'failed'])
  })
})
