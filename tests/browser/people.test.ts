/** People: their settings, who is there, who may invite. */
import { describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { households } from '../support/household.ts'

const household = households({ worker: false })

/** Fills the open form of the password and presses its button. */
async function setPassword(page: Page, button: string, next: string, current?: string) {
  if (current !== undefined) {
    await page.getByLabel('Current password', { exact: true }).fill(current)
  }
  await page.getByLabel('New password', { exact: true }).fill(next)
  await page.getByRole('button', { name: button, exact: true }).click()
}

describe('the password', () => {
  it('is set, changed and removed, each time signing the other devices out', async () => {
    const house = await household(['ada'])
    const { page } = await house.person('ada')
    const gate = (other: Page) => other.getByRole('textbox', { name: 'Handle' })
    const settings = `${house.peal.origin}/settings`
    await page.goto(settings)

    const first = await house.person('ada')
    await page.getByRole('button', { name: 'Set a password' }).click()
    await setPassword(page, 'Set a password', 'too short')
    await page.getByText('At least 10 characters').first().waitFor()
    await setPassword(page, 'Set a password', 'correct horse')
    await page.getByText('The password is changed.').first().waitFor()
    await gate(first.page).waitFor()

    await gate(first.page).fill('ada')
    await first.page.getByLabel('Password', { exact: true }).fill('correct horse')
    await first.page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await gate(first.page).waitFor({ state: 'detached' })

    await page.getByRole('button', { name: 'Change the password' }).click()
    await setPassword(page, 'Change the password', 'battery staple', 'wrong horse')
    await page.getByText('That is not your current password.').waitFor()
    await setPassword(page, 'Change the password', 'battery staple', 'correct horse')
    await gate(first.page).waitFor()

    const second = await house.person('ada')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByLabel('Current password', { exact: true }).fill('battery staple')
    await page.getByRole('button', { name: 'Remove the password' }).click()
    await page.getByText('The password is removed.').first().waitFor()
    await gate(second.page).waitFor()
    await page.getByText('You have no password').waitFor()
  })
})

/** A picture with noise, so that it does not compress to nothing. */
function noisyPicture(page: Page, width: number, height: number): Promise<string> {
  return page.evaluate(
    ([w, h]) => {
      const canvas = document.createElement('canvas')
      canvas.width = w
      canvas.height = h
      const context = canvas.getContext('2d')
      if (context === null) throw new Error('no canvas')
      const pixels = context.createImageData(w, h)
      for (let at = 0; at < pixels.data.length; at += 4) {
        pixels.data[at] = (at * 7) % 251
        pixels.data[at + 1] = (at * 13) % 241
        pixels.data[at + 2] = (at * 29) % 239
        pixels.data[at + 3] = 255
      }
      context.putImageData(pixels, 0, 0)
      return canvas.toDataURL('image/png').split(',')[1] ?? ''
    },
    [width, height] as const,
  )
}

describe('the photo', () => {
  it('is made small in the browser, as a JPEG, whatever was chosen', async () => {
    const house = await household(['ada', 'grace'])
    const { page } = await house.person('ada')
    const grace = await house.person('grace')
    await page.goto(`${house.peal.origin}/settings`)
    const picture = Buffer.from(await noisyPicture(page, 1_400, 900), 'base64')
    expect(picture.length).toBeGreaterThan(256 * 1_024)
    const chooser = page.waitForEvent('filechooser')
    await page.getByText('Choose a photo').first().click()
    await (await chooser).setFiles({ name: 'me.png', mimeType: 'image/png', buffer: picture })
    await page.getByText('The photo is changed.').first().waitFor()

    await grace.page.goto(`${house.peal.origin}/contacts/ada`)
    const shown = grace.page.locator('main img').first()
    await shown.waitFor()
    const sent = await shown.evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      const answer = await fetch(image.src)
      const { size, type } = await answer.blob()
      return { size, type, width: image.naturalWidth, height: image.naturalHeight }
    })
    expect(sent.type).toBe('image/jpeg')
    expect([sent.width, sent.height]).toEqual([512, 512])
    expect(sent.size).toBeLessThanOrEqual(256 * 1_024)
  })
})

describe('"Invite someone"', () => {
  it('stands on the contacts page for admins, and for nobody else', async () => {
    const house = await household([])
    await house.member('ada', { admin: true })
    await house.member('grace')
    const ada = await house.person('ada')
    const grace = await house.person('grace')
    await ada.page.getByRole('button', { name: 'Invite someone' }).first().waitFor()
    await grace.page.getByText('Ada Lovelace').first().waitFor()
    expect(await grace.page.getByRole('button', { name: 'Invite someone' }).count()).toBe(0)
  })
})

describe('presence', () => {
  it('of the people on the screen follows them as they come and go', async () => {
    const house = await household(['ada', 'grace'])
    const ada = await house.person('ada')
    const row = ada.page.getByRole('listitem').filter({ hasText: 'Grace Hopper' }).first()
    await row.getByText('Away').first().waitFor()
    const grace = await house.person('grace')
    await row.getByText('Available').first().waitFor()
    await grace.page.close()
    await row.getByText('Away').first().waitFor()
  })
})
