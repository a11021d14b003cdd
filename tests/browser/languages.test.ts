/** Pages and notifications come in the language of their reader. */
import { expect, it } from 'vitest'
import { contacts as contactsDe } from '../../pwa/texts/de/contacts.de.ts'
import { settings as settingsDe } from '../../pwa/texts/de/settings.de.ts'
import * as texts from '../../pwa/texts/texts.ts'
import { households } from '../support/household.ts'
import { until } from '../support/until.ts'

const household = households()

it('a page is in the language that the browser asks for, until its member chooses another one', async () => {
  const house = await household(['ada'])
  const { origin } = house.peal
  const ada = await house.person('ada')
  const { page } = ada
  const language = () => page.evaluate(() => document.documentElement.lang)
  const worker = () =>
    page.evaluate(async () => (await navigator.serviceWorker.ready).active?.scriptURL ?? '')
  expect(await language()).toBe('en')
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
  await page.goto(`${origin}/settings`)
  await page.getByRole('combobox', { name: texts.settings.language.title }).selectOption('Deutsch')

  await page.getByRole('heading', { name: settingsDe.title, level: 1 }).waitFor()
  expect(await language()).toBe('de')
  expect(await worker()).toContain('language=de')
  await page.goto(origin)
  await page.getByRole('heading', { name: contactsDe.title }).waitFor()

  // The worker has the page in this language.
  await ada.context.setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: contactsDe.title }).waitFor()
  await ada.context.setOffline(false)

  // Another browser of hers follows.
  const elsewhere = await house.person('ada')
  await elsewhere.page.getByRole('heading', { name: contactsDe.title }).waitFor()
  await elsewhere.page.goto(`${origin}/settings`)
  await elsewhere.page
    .getByRole('combobox', { name: settingsDe.language.title })
    .selectOption({ value: '' })
  await elsewhere.page.getByRole('heading', { name: texts.settings.title, level: 1 }).waitFor()
  await page.getByRole('heading', { name: texts.contacts.title }).waitFor()
  await until('the worker follows', async () => (await worker()).includes('language=en'))
})
