/** The Admin page, as an admin uses it, and as others find it. */
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { adminApi } from '../../protocol/admin-api.ts'
import { inEveryLook } from '../support/accessibility.ts'
import { press } from '../support/call-steps.ts'
import { focused } from '../support/focus.ts'
import { households } from '../support/household.ts'
import type { House } from '../support/household.ts'
import { freeUdpPort } from '../support/udp.ts'
import { until } from '../support/until.ts'

const household = households({ worker: false })
const WIDTHS = [1440, 768, 360]

/** A house that Ada administers; with an embedded STUN responder. */
async function administered(others = ['grace']): Promise<{ house: House; page: Page }> {
  const env = { PEAL_STUN_PORT: String(await freeUdpPort()) }
  const house = await household(others, { env })
  await house.member('ada', { admin: true })
  const { page } = await house.person('ada')
  await page.goto(house.peal.origin)
  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  await page.getByRole('heading', { name: 'People' }).waitFor()
  return { house, page }
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('region', { name: 'People' }).getByRole('listitem').filter({ hasText: name })

const link = (page: Page) => page.getByRole('dialog').getByRole('textbox', { name: 'Link' })

it('an admin adds a member by keyboard, whose link signs them in, and removes them again', async () => {
  const { house, page } = await administered()
  await page.getByRole('button', { name: 'Add a member' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add a member' })
  await dialog.getByRole('textbox', { name: 'Display name' }).fill('Linus Torvalds')
  const handle = dialog.getByRole('textbox', { name: 'Handle' })
  await handle.fill('grace')
  await page.keyboard.press('Enter')
  await dialog.getByText('Somebody has this handle already').waitFor()
  await handle.fill('linus')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Sign-in link for Linus Torvalds' }).waitFor()
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement)
  const url = await link(page).inputValue()
  expect(await inEveryLook(page, WIDTHS)).toEqual([])
  await page.keyboard.press('Escape')
  await rowOf(page, 'Linus Torvalds').getByText('Never signed in').waitFor()

  const linus = await page.context().browser()?.newContext()
  const his = await linus?.newPage()
  await his?.goto(url)
  await his?.getByRole('button', { name: 'Sign in as Linus Torvalds' }).click()
  await his?.getByRole('link', { name: 'Contacts' }).waitFor()
  expect(await his?.getByRole('link', { name: 'Admin', exact: true }).count()).toBe(0)
  await his?.goto(`${house.peal.origin}/admin`)
  await his?.getByRole('heading', { name: 'Only admins see this page' }).waitFor()

  await page.getByRole('searchbox', { name: 'Search' }).fill('torv')
  await rowOf(page, 'Grace Hopper').waitFor({ state: 'detached' })
  await press(page, 'Remove Linus Torvalds')
  const question = page.getByRole('dialog', { name: 'Remove Linus Torvalds?' })
  await question.getByRole('button', { name: 'Remove Linus Torvalds' }).click()
  await rowOf(page, 'Linus Torvalds').waitFor({ state: 'detached' })
  await his?.getByRole('textbox', { name: 'Handle' }).waitFor()
  await linus?.close()
})

it('an admin corrects a handle, removes a member, and brings them back', async () => {
  const { house, page } = await administered()
  await press(page, 'Correct the handle of Grace Hopper')
  const dialog = page.getByRole('dialog', { name: 'Correct the handle of Grace Hopper' })
  const handle = dialog.getByRole('textbox', { name: 'Handle' })
  expect(await handle.inputValue()).toBe('grace')
  await handle.fill('ada')
  await page.keyboard.press('Enter')
  await dialog.getByText('Somebody has this handle already').waitFor()
  expect(await inEveryLook(page, WIDTHS)).toEqual([])
  await handle.fill('hopper')
  await page.keyboard.press('Enter')
  await page.getByText('Grace Hopper has the handle hopper now.').waitFor()
  await dialog.waitFor({ state: 'detached' })
  await rowOf(page, 'Grace Hopper')
    .getByText(/^hopper\b/)
    .waitFor()

  await press(page, 'Remove Grace Hopper')
  const question = page.getByRole('dialog', { name: 'Remove Grace Hopper?' })
  await question.getByRole('button', { name: 'Remove Grace Hopper' }).click()
  await rowOf(page, 'Grace Hopper').waitFor({ state: 'detached' })
  const removed = page.getByRole('region', { name: 'Removed lately' })
  await removed.getByText(/^hopper\b/).waitFor()
  expect(await inEveryLook(page, WIDTHS)).toEqual([])
  await press(page, 'Bring back Grace Hopper')
  await rowOf(page, 'Grace Hopper').waitFor()
  await removed.waitFor({ state: 'detached' })

  // Links from before still lead to her.
  await page.goto(`${house.peal.origin}/contacts/grace`)
  await page.getByRole('heading', { name: 'Grace Hopper', level: 1 }).waitFor()
})

it('an admin gives a removed member’s handle out again, and brings that member back under another one', async () => {
  const { page } = await administered(['grace', 'linus'])
  await press(page, 'Remove Grace Hopper')
  const question = page.getByRole('dialog', { name: 'Remove Grace Hopper?' })
  await question.getByRole('button', { name: 'Remove Grace Hopper' }).click()
  await rowOf(page, 'Grace Hopper').waitFor({ state: 'detached' })
  await press(page, 'Correct the handle of Linus Torvalds')
  const correction = page.getByRole('dialog', { name: 'Correct the handle of Linus Torvalds' })
  await correction.getByRole('textbox', { name: 'Handle' }).fill('grace')
  await page.keyboard.press('Enter')
  await correction.getByRole('button', { name: 'Give the handle out again' }).click()
  await page.getByText('Linus Torvalds has the handle grace now.').waitFor()

  const removed = page.getByRole('region', { name: 'Removed lately' })
  await removed.getByText(/^grace\b/).waitFor()
  await press(page, 'Bring back Grace Hopper')
  const asked = page.getByRole('dialog', { name: 'Bring back Grace Hopper' })
  await asked.getByText('Somebody has this handle already').waitFor()
  expect(await inEveryLook(page, WIDTHS)).toEqual([])
  await asked.getByRole('textbox', { name: 'Handle' }).fill('hopper')
  await page.keyboard.press('Enter')
  await page.getByText('Grace Hopper is a member again.').waitFor()
  await rowOf(page, 'Grace Hopper')
    .getByText(/^hopper\b/)
    .waitFor()
  await removed.waitFor({ state: 'detached' })
})

it('an admin can remove a member whom another admin has removed meanwhile', async () => {
  const { page } = await administered()
  await press(page, 'Remove Grace Hopper')
  const path = adminApi.removeMember.path.replace(':handle', 'grace')
  await page.evaluate((to) => fetch(to, { method: 'DELETE' }), path)
  const question = page.getByRole('dialog', { name: 'Remove Grace Hopper?' })
  await question.getByRole('button', { name: 'Remove Grace Hopper' }).click()
  await rowOf(page, 'Grace Hopper').waitFor({ state: 'detached' })
  await question.waitFor({ state: 'detached' })
})

it('an admin makes and revokes an invitation, and makes another member an admin', async () => {
  const { page } = await administered()
  const open = page.getByRole('region', { name: 'Invitations' }).getByRole('listitem')
  await open.first().waitFor()
  const before = await open.allTextContents()
  await press(page, 'Invite someone')
  expect(await link(page).getAttribute('readonly')).not.toBeNull()
  await page.waitForFunction(() => document.activeElement instanceof HTMLInputElement)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Revoke: Invitation\. Made by Ada Lovelace/ }).click()
  await page.getByText('The link is revoked.').waitFor()
  expect(await open.allTextContents()).toEqual(before)
  await focused(page.getByRole('button', { name: 'Invite someone' }))

  await press(page, 'End admin: Ada Lovelace')
  await page.getByText('Somebody has to be an admin.').waitFor()
  await press(page, 'Make admin: Grace Hopper')
  await rowOf(page, 'Grace Hopper').getByText('Admin', { exact: true }).waitFor()
  await press(page, 'End admin: Ada Lovelace')
  await page.getByRole('heading', { name: 'Only admins see this page' }).waitFor()
})

it('an admin changes how calls ring and connect, checks servers, and reads what was done', async () => {
  const { house, page } = await administered()
  const seconds = page.getByRole('textbox', { name: 'Seconds a call rings' })
  const turn = page.getByRole('textbox', { name: 'TURN servers, one a line' })
  await seconds.fill('3')
  await turn.fill('turn:turn.example.org\nturn.example.org')
  await press(page, 'Save')
  await page.getByText('“turn.example.org” is not one').waitFor()
  expect(await seconds.getAttribute('aria-invalid')).toBe('true')
  await focused(seconds)
  expect(await inEveryLook(page, WIDTHS)).toEqual([])
  expect(await turn.inputValue()).toContain('turn:turn.example.org')
  await turn.fill('')
  await seconds.fill('20')
  await press(page, 'Save')
  await page.getByText('The settings are saved.').waitFor()

  await press(page, 'Check now')
  await page.getByText(/^stun:localhost:\d+ answers, and sees this machine as /).waitFor()
  await press(page, 'Run all checks')
  await page.getByText(`${house.peal.origin} answers.`).waitFor()
  await page.getByText('Nothing was pushed since the last start.').waitFor()
  const acts = page.getByRole('list', { name: 'What was done' })
  await acts.getByText('Ada Lovelace changed how long calls ring').waitFor()
  await acts.getByText('Command line added grace').waitFor()
  expect(await inEveryLook(page, WIDTHS)).toEqual([])
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    // The page is laid out anew a moment after its size has changed.
    const fits = () => document.documentElement.scrollWidth <= innerWidth
    await until(`it is no wider than ${width}`, () => page.evaluate(fits))
  }
  await page.reload()
  await seconds.waitFor()
  expect(await seconds.inputValue()).toBe('20')
})

it('the Admin page shows what the environment sets, and is reached from the settings on phones', async () => {
  const house = await household([], { env: { PEAL_RING_SECONDS: '33' } })
  await house.member('ada', { admin: true })
  const { page } = await house.person('ada', { device: 'phone' })
  await page.goto(`${house.peal.origin}/settings`)
  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  const seconds = page.getByRole('textbox', { name: 'Seconds a call rings' })
  await page.getByText('Set by PEAL_RING_SECONDS').waitFor()
  expect([await seconds.inputValue(), await seconds.isEditable()]).toEqual(['33', false])
})
