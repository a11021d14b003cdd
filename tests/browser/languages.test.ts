/** Pages and notifications come in the language of their reader. */
import { expect, it, onTestFinished } from 'vitest'
import { isolatedName } from '../../protocol/isolated-name.ts'
import { call as callAr } from '../../pwa/texts/ar/call.ar.ts'
import { notifications as notificationsAr } from '../../pwa/texts/ar/notifications.ar.ts'
import { contacts as contactsDe } from '../../pwa/texts/de/contacts.de.ts'
import { settings as settingsDe } from '../../pwa/texts/de/settings.de.ts'
import { call as callJa } from '../../pwa/texts/ja/call.ja.ts'
import { common as commonJa } from '../../pwa/texts/ja/common.ja.ts'
import { contacts as contactsJa } from '../../pwa/texts/ja/contacts.ja.ts'
import * as texts from '../../pwa/texts/texts.ts'
import { households } from '../support/household.ts'
import { ChromiumPerson } from '../support/push/chromium-person.ts'
import { isProved } from '../support/push/closed-tab.ts'
import { GcmService } from '../support/push/gcm-service.ts'
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

it('an Arabic desktop without a tab rings in Arabic, and talks with a Japanese one', async () => {
  const gcm = await GcmService.start()
  onTestFinished(() => gcm.close())
  const house = await household(['ada', 'grace'], { env: gcm.serverEnv })
  const ada = await house.person('ada', { context: { locale: 'ja' } })
  const grace = await ChromiumPerson.start(house.peal.origin, gcm, { context: { locale: 'ar' } })
  house.closesWith(grace)
  const link = await house.peal.signInLink('grace', 'desktop')
  const { page } = await grace.signIn(link, 'Grace Hopper')
  await until('its push is proved', () => page.evaluate(isProved))
  await grace.closePages()
  await ada.page.getByText(commonJa.presence['can-be-rung']).first().waitFor()

  const opened = ada.context.waitForEvent('page')
  const name = contactsJa.callButton.name('Grace Hopper')
  await ada.page.getByRole('button', { name, exact: true }).first().click()
  const hers = await opened
  const ring = await grace.desktop.shown(notificationsAr.ring(isolatedName('Ada Lovelace', 'rtl')))
  expect([...ring.actions.values()]).toEqual(
    expect.arrayContaining([notificationsAr.answer, notificationsAr.decline]),
  )
  const other = await grace.opening(() => grace.desktop.press(ring, notificationsAr.answer))
  await hers.getByText(callJa.stage.connected).first().waitFor()
  await other.getByText(callAr.stage.connected).first().waitFor()
  const direction = () => ({ lang: document.documentElement.lang, dir: document.dir })
  expect(await hers.evaluate(direction)).toEqual({ lang: 'ja', dir: 'ltr' })
  expect(await other.evaluate(direction)).toEqual({ lang: 'ar', dir: 'rtl' })
  await hers.getByRole('button', { name: callJa.controls.hangUp }).click()
  expect(grace.faults).toEqual([])
})
