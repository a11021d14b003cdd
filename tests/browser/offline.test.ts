/** Without the server, pages seen before stay readable, and what is marked is sent later. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { call, callButton, callInVain, stage } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households()

/** Waits until the worker controls the page, as it does from the second visit on. */
async function controlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

interface LoadedFile {
  readonly path: string
  /** Where it came from. */
  readonly source: string
}

/** The scripts and styles that this page has loaded so far. */
function loadedFiles(page: Page): Promise<LoadedFile[]> {
  return page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((file) => ({
        path: new URL(file.name).pathname,
        // Service Worker Static Routing API: `cache` when the worker had no part in it.
        source: String('workerFinalSourceType' in file && file.workerFinalSourceType),
      }))
      .filter(({ path }) => /^\/assets\/.*\.(?:js|css)$/.test(path)),
  )
}

const sourcesOf = (files: readonly LoadedFile[]) => [...new Set(files.map(({ source }) => source))]
const hasChunk = (files: readonly LoadedFile[], name: string) =>
  files.some(({ path }) => path.startsWith(`/assets/${name}-`))

describe('the second visit', () => {
  it('loads its files from the cache without the worker, and a call window all of them at once', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    await controlled(ada.page)
    await ada.page.reload()
    const hers = await call(ada, 'Grace Hopper')
    await stage(hers, /^Grace Hopper cannot be reached now/)
    const [files, herFiles] = [await loadedFiles(ada.page), await loadedFiles(hers)]
    expect(sourcesOf(files)).toEqual(['cache'])
    expect(sourcesOf(herFiles)).toEqual(['cache'])
    // Neither window loads the code of the other.
    expect([hasChunk(files, 'app-window'), hasChunk(files, 'call-window')]).toEqual([true, false])
    expect([hasChunk(herFiles, 'call-window'), hasChunk(herFiles, 'app-window')]).toEqual([
      true,
      false,
    ])
    const named = await hers.locator('link[rel=modulepreload]').count()
    expect(named).toBeGreaterThan(1)
    // Its texts alone.
    expect(await ada.page.locator('link[rel=modulepreload]').count()).toBe(1)
  })
})

describe('offline', () => {
  it('contacts and calls open under the offline bar, and what was marked as seen is sent later', async () => {
    const house = await household(['ada', 'grace'])
    const { origin } = house.peal
    const ada = await house.person('ada')
    await callInVain(ada, 'Grace Hopper')

    const grace = await house.person('grace')
    const { page } = grace
    await controlled(page)
    await page.goto(`${origin}/calls`)
    await page.getByText('Ada Lovelace').first().waitFor()
    await page.goto(origin)
    await callButton(page, 'Ada Lovelace').waitFor()
    await until('the title counts', async () => (await page.title()).startsWith('(1) '))

    await house.peal.end('SIGKILL')
    await page.goto(origin)
    await page.getByText('Peal cannot reach its server.').first().waitFor()
    await page.getByText('Ada Lovelace').first().waitFor()
    await page.getByText('Calls are off while offline.').first().waitFor()
    await page.goto(`${origin}/calls`)
    await page.getByText('Peal cannot reach its server.').first().waitFor()
    await page.getByText('Ada Lovelace').first().waitFor()
    await page.getByRole('button', { name: 'Mark all as seen' }).click()
    await until('counted as seen here', async () => !(await page.title()).includes('('))

    await house.peal.run()
    await page.getByText('Peal cannot reach its server.').first().waitFor({ state: 'detached' })
    const unseen = () =>
      page.evaluate(async () => {
        const response = await fetch('/api/missed', { cache: 'no-store' })
        return ((await response.json()) as { unseen: number }).unseen
      })
    await until('the server has the mark', async () => (await unseen()) === 0)
    const elsewhere = await house.person('grace')
    await elsewhere.page.getByText('Ada Lovelace').first().waitFor()
    expect(await elsewhere.page.title()).toBe('Contacts · Peal')
  })

  it('favourites that are marked survive a reload, and are sent later in their order', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const { origin } = house.peal
    const { page } = await house.person('grace')
    await controlled(page)
    await page.goto(origin)
    const star = (name: string) => page.getByRole('button', { name, exact: true })
    await star('Add Ada Lovelace to favourites').waitFor()

    await house.peal.end('SIGKILL')
    await page.goto(origin)
    await page.getByText('Peal cannot reach its server.').first().waitFor()
    await star('Add Linus Torvalds to favourites').click()
    await star('Add Ada Lovelace to favourites').click()
    await star('Remove Linus Torvalds from favourites').click()
    await page.getByRole('heading', { name: 'Favourites' }).waitFor()
    await star('Add Linus Torvalds to favourites').waitFor()
    await page.reload()
    await page.getByText('Peal cannot reach its server.').first().waitFor()
    await star('Remove Ada Lovelace from favourites').waitFor()
    await star('Add Linus Torvalds to favourites').waitFor()

    await house.peal.run()
    await page.getByText('Peal cannot reach its server.').first().waitFor({ state: 'detached' })
    const favourites = () =>
      page.evaluate(async () => {
        const response = await fetch('/api/home', { cache: 'no-store' })
        const home = (await response.json()) as { favourites: { handle: string }[] }
        return home.favourites.map(({ handle }) => handle).join()
      })
    await until('the server has the marks', async () => (await favourites()) === 'ada')
    const elsewhere = await house.person('grace')
    const removing = 'Remove Ada Lovelace from favourites'
    await elsewhere.page.getByRole('button', { name: removing }).waitFor()
    await elsewhere.page.getByRole('button', { name: 'Add Linus Torvalds to favourites' }).waitFor()
  })

  it('a favourite that the server had not answered yet survives a reload', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('grace')
    const star = (name: string) => page.getByRole('button', { name, exact: true })
    await star('Add Ada Lovelace to favourites').waitFor()
    house.peal.freeze()
    await star('Add Ada Lovelace to favourites').click()
    await star('Remove Ada Lovelace from favourites').waitFor()
    await page.goto('about:blank')
    await house.peal.end('SIGKILL')
    await house.peal.run()
    await page.goto(house.peal.origin)
    await page.getByRole('heading', { name: 'Favourites' }).waitFor()
    await star('Remove Ada Lovelace from favourites').waitFor()
  })

  it('the page says so when the network of the browser is gone', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    await controlled(ada.page)
    await ada.context.setOffline(true)
    await ada.page.getByText('Offline.').first().waitFor()
    await ada.context.setOffline(false)
    await ada.page.getByText('Offline.').first().waitFor({ state: 'detached' })
  })
})

describe('account-change', () => {
  it('leaves nothing of the former member when another one signs in at the same browser', async () => {
    const house = await household(['ada', 'grace', 'linus'])
    const { origin } = house.peal
    const ada = await house.person('ada')
    await callInVain(ada, 'Linus Torvalds')
    const { page } = ada
    await controlled(page)
    await page.goto(`${origin}/calls`)
    await page.getByText('Linus Torvalds').first().waitFor()
    const kept = () =>
      page.evaluate(async () => {
        const texts: string[] = []
        for (const name of await caches.keys()) {
          const cache = await caches.open(name)
          for (const request of await cache.keys()) {
            if (!new URL(request.url).pathname.startsWith('/api/')) continue
            texts.push((await (await cache.match(request))?.text()) ?? '')
          }
        }
        return texts.join('\n')
      })
    await until('calls are kept for offline', async () => (await kept()).includes('unreachable'))

    await page.goto(await house.peal.signInLink('grace'))
    await page.getByRole('button', { name: 'Sign in as Grace Hopper' }).click()
    await page.getByText('Ada Lovelace').first().waitFor()
    await until('the former calls are gone', async () => !(await kept()).includes('unreachable'))
    await page.goto(`${origin}/calls`)
    await page.getByText('No calls yet').waitFor()

    await page.goto(`${origin}/settings`)
    await page.getByRole('button', { name: 'Sign out', exact: true }).last().click()
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
    await until('nothing is kept', async () => (await kept()) === '')
  })
})

describe('a full disk', () => {
  it('does not stand in the way of signing in', async () => {
    const house = await household(['ada', 'grace'])
    const { page, context } = await house.person('ada')
    await controlled(page)
    await page.goto(await house.peal.signInLink('ada'))
    await page.evaluate(() => fetch('/api/sign-out', { method: 'POST' }))
    const browser = await context.newCDPSession(page)
    const { origin } = house.peal
    await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
    await page.getByRole('button', { name: 'Sign in as Ada Lovelace' }).click()
    await callButton(page, 'Grace Hopper').waitFor()
    await page.reload()
    await callButton(page, 'Grace Hopper').waitFor()
  })
})
