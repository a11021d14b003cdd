/** Many tabs in one test, with a fake lock manager (first in, first out) and a fake channel. */
import { describe, expect, it } from 'vitest'
import { joinTabs } from '../../../pwa/platform/browser/tab-leader.ts'
import type { TabLeader, TabLeaderDeps } from '../../../pwa/platform/browser/tab-leader.ts'
import { until } from '../../support/until.ts'
import { FakeTimer } from '../call-engine/fake-timer.ts'

type Listener = (event: { readonly data: string }) => void

interface Waiting {
  readonly name: string
  readonly owner: number
  readonly take: () => void
}

/** One browser: its locks, its channel, its tabs. */
class Browser {
  readonly held = new Map<string, number>()
  waiting: Waiting[] = []
  readonly timer = new FakeTimer()
  readonly #listeners = new Map<number, Listener>()
  readonly #frozen = new Set<number>()
  readonly #stolen = new Map<string, () => void>()
  #clock = 0

  partsOf(owner: number): TabLeaderDeps {
    const request = async (name: string, ...rest: unknown[]): Promise<void> => {
      const work = rest.at(-1) as () => Promise<void>
      const { signal, steal } = (rest.length > 1 ? rest[0] : {}) as LockOptions
      if (steal === true) {
        this.held.delete(name)
        this.#stolen.get(name)?.()
      }
      await new Promise<void>((take, refuse) => {
        this.waiting.push({ name, owner, take })
        signal?.addEventListener('abort', () => {
          this.waiting = this.waiting.filter((each) => each.take !== take)
          refuse(new DOMException('', 'AbortError'))
        })
        this.#grant()
      })
      const stolen = new Promise<never>((_, refuse) => {
        this.#stolen.set(name, () => refuse(new DOMException('', 'AbortError')))
      })
      await Promise.race([work(), stolen])
      this.held.delete(name)
      this.#grant()
    }
    const query = (): Promise<LockManagerSnapshot> =>
      Promise.resolve({ held: [...this.held.keys()].map((name) => ({ name })), pending: [] })
    return {
      locks: { request, query },
      channel: {
        addEventListener: (_type: string, listener: Listener) => {
          this.#listeners.set(owner, listener)
        },
        postMessage: (data: string) => {
          if (this.#frozen.has(owner)) return
          for (const [other, listener] of this.#listeners) {
            if (other !== owner && !this.#frozen.has(other)) listener({ data })
          }
        },
        close: () => {
          this.#listeners.delete(owner)
        },
      } as unknown as TabLeaderDeps['channel'],
      now: () => (this.#clock += 1),
      newId: () => `tab${String(owner)}`,
      timer: this.timer.timer,
    }
  }

  /** The tab runs no code any more, and keeps its locks. */
  freeze(owner: number): void {
    this.#frozen.add(owner)
  }

  thaw(owner: number): void {
    this.#frozen.delete(owner)
  }

  /** The tab's process is gone: its locks are released, and it asks for no more. */
  kill(owner: number): void {
    this.#listeners.delete(owner)
    this.waiting = this.waiting.filter((each) => each.owner !== owner)
    for (const [name, holder] of this.held) if (holder === owner) this.held.delete(name)
    this.#grant()
  }

  #grant(): void {
    for (const each of [...this.waiting]) {
      if (this.held.has(each.name)) continue
      this.held.set(each.name, each.owner)
      this.waiting = this.waiting.filter((other) => other !== each)
      each.take()
    }
  }
}

const plain = { canSound: false, visible: false }

function open(browser: Browser, ranks: { canSound: boolean; visible: boolean }[]) {
  const leading = new Set<number>()
  let most = 0
  const tabs = ranks.map((rank, at): TabLeader =>
    joinTabs(
      rank,
      (leads) => {
        if (leads) leading.add(at)
        else leading.delete(at)
        most = Math.max(most, leading.size)
      },
      browser.timer.timer,
      browser.partsOf(at),
    ),
  )
  return { tabs, leading, most: () => most }
}

const leads = (at: number, leading: Set<number>) =>
  until(`tab ${String(at)} leads alone`, () => leading.size === 1 && leading.has(at))

describe('six-tabs', () => {
  it('prefers a tab that can play sound, then a visible tab, then the oldest tab', async () => {
    const { leading } = open(new Browser(), [plain, plain, plain])
    await leads(0, leading)
    const visible = open(new Browser(), [plain, { canSound: false, visible: true }, plain])
    await leads(1, visible.leading)
    const sounding = open(new Browser(), [
      plain,
      { canSound: false, visible: true },
      { canSound: true, visible: false },
    ])
    await leads(2, sounding.leading)
  })

  it('passes the lead on when the leading tab is closed or dies, and never to two at once', async () => {
    const browser = new Browser()
    const { tabs, leading, most } = open(
      browser,
      Array.from({ length: 6 }, () => plain),
    )
    await leads(0, leading)
    tabs[0]?.stop()
    await leads(1, leading)
    browser.kill(1)
    leading.delete(1)
    await leads(2, leading)
    expect(most()).toBe(1)
  })

  it('passes the lead to a tab whose rank rises, and back when it falls', async () => {
    const { tabs, leading, most } = open(new Browser(), [plain, plain])
    await leads(0, leading)
    tabs[1]?.rank({ canSound: true, visible: true })
    await leads(1, leading)
    tabs[1]?.rank(plain)
    await leads(0, leading)
    expect(most()).toBe(1)
  })
})

/** Time passes for all tabs. */
const pass = async (browser: Browser, ms: number) => {
  for (let passed = 0; passed < ms; passed += 100) {
    browser.timer.pass(100)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('a leading tab that is frozen', () => {
  it('loses the lead to the best one that is not within 2 s, once something sounds', async () => {
    const browser = new Browser()
    const { tabs, leading } = open(browser, [
      { canSound: true, visible: true },
      plain,
      { canSound: true, visible: false },
    ])
    await leads(0, leading)
    browser.freeze(0)
    await pass(browser, 5_000)
    expect([...leading]).toEqual([0])
    for (const tab of tabs.slice(1)) tab.insist(true)
    await pass(browser, 1_900)
    expect(leading).toContain(2)
    expect(leading).not.toContain(1)
    await pass(browser, 5_000)
    expect(leading).toContain(2)
  })

  it('gets it back when it is alive again', async () => {
    const browser = new Browser()
    const { tabs, leading } = open(browser, [{ canSound: true, visible: true }, plain])
    await leads(0, leading)
    browser.freeze(0)
    tabs[1]?.insist(true)
    await pass(browser, 1_900)
    expect(leading).toContain(1)
    browser.thaw(0)
    await pass(browser, 1_900)
    await leads(0, leading)
  })

  it('keeps the lead as long as it answers', async () => {
    const browser = new Browser()
    const { tabs, leading, most } = open(browser, [plain, plain, plain])
    await leads(0, leading)
    for (const tab of tabs) tab.insist(true)
    await pass(browser, 10_000)
    expect([...leading]).toEqual([0])
    expect(most()).toBe(1)
  })
})

describe('where the browser does not give its locks, a tab', () => {
  const rejects = () => Promise.reject(new DOMException('', 'SecurityError'))
  const hangs = () => new Promise<never>(() => undefined)
  const throws = () => {
    throw new DOMException('', 'SecurityError')
  }
  const faulty: [string, Partial<TabLeaderDeps['locks']>][] = [
    ['when a request is rejected', { request: rejects }],
    ['when a request is never answered', { request: hangs }],
    ['when a request throws', { request: throws }],
    ['when a query is rejected', { query: rejects }],
    ['when a query is never answered', { query: hangs }],
    ['when a query throws', { query: throws }],
    ['when nothing is answered', { request: hangs, query: hangs }],
  ]

  it.each(faulty)('leads within 2 s of a call, %s', async (_, fault) => {
    const browser = new Browser()
    const deps = browser.partsOf(0)
    const told: boolean[] = []
    const tab = joinTabs(plain, (leads) => told.push(leads), deps.timer, {
      ...deps,
      locks: { ...deps.locks, ...fault },
    })
    tab.insist(true)
    await pass(browser, 2_000)
    expect(tab.leads).toBe(true)
    await pass(browser, 5_000)
    expect(told).toEqual([true])
    tab.stop()
    await pass(browser, 2_000)
    expect(tab.leads).toBe(false)
  })

  it('leads only where no better tab does, and only until the call is over', async () => {
    const browser = new Browser()
    const { tabs, leading } = open(browser, [plain])
    await leads(0, leading)
    const deps = browser.partsOf(1)
    const refused = joinTabs(plain, () => undefined, deps.timer, {
      ...deps,
      locks: { ...deps.locks, request: rejects },
    })
    refused.insist(true)
    tabs[0]?.insist(true)
    await pass(browser, 5_000)
    expect(refused.leads).toBe(false)
    expect([...leading]).toEqual([0])
    tabs[0]?.stop()
    await pass(browser, 1_700)
    expect(refused.leads).toBe(true)
    refused.insist(false)
    expect(refused.leads).toBe(false)
  })
})

describe('where the browser refuses channels', () => {
  it('the best tab leads alone while something sounds', async () => {
    const browser = new Browser()
    const leading = new Set<number>()
    const tabs = [plain, plain].map((rank, at) =>
      joinTabs(
        rank,
        (leads) => void (leads ? leading.add(at) : leading.delete(at)),
        browser.timer.timer,
        { ...browser.partsOf(at), channel: null },
      ),
    )
    await leads(0, leading)
    for (const tab of tabs) tab.insist(true)
    await pass(browser, 5_000)
    expect([...leading]).toEqual([0])
    tabs[1]?.rank({ canSound: true, visible: true })
    await pass(browser, 1_700)
    await leads(1, leading)
  })
})

describe('a browser without locks', () => {
  it('has no leading tab, and reports nothing to its pages', () => {
    const told: boolean[] = []
    const tab = joinTabs(
      { canSound: true, visible: true },
      (leads) => told.push(leads),
      new FakeTimer().timer,
      null,
    )
    tab.rank({ canSound: true, visible: false })
    tab.insist(true)
    tab.stop()
    expect(tab.leads).toBe(false)
    expect(told).toEqual([])
  })
})
