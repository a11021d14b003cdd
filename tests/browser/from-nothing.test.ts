/** From an empty data folder to a call in a Jitsi room, using only browsers. */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inEveryLook } from '../support/accessibility.ts'
import { launchChromium, openProfile } from '../support/browser.ts'
import { incoming, opening } from '../support/call-steps.ts'
import { openWays, setConnector } from '../support/connector-steps.ts'
import { focused } from '../support/focus.ts'
import { households } from '../support/household.ts'
import { APP_ID, APP_SECRET, MeetingHost, TRUST_FLAGS } from '../support/meeting-host.ts'
import { PealProcess } from '../support/peal-process.ts'
import { until } from '../support/until.ts'

const WIDTHS = [1440, 768, 360]

function field(page: Page, name: string) {
  return page.getByRole('textbox', { name, exact: true })
}

async function join(page: Page, url: string, handle: string, name: string): Promise<void> {
  await page.goto(url)
  await field(page, 'Handle').fill(handle)
  await field(page, 'Display name').fill(name)
  await page.getByRole('button', { name: /^(?:Create|Join)$/ }).click()
  await page.getByRole('heading', { name: 'Contacts' }).waitFor()
}

it('an administrator sets up Jitsi and invites somebody, and the two meet in its room', async () => {
  const meeting = await MeetingHost.start()
  const browser = await launchChromium({ flags: TRUST_FLAGS })
  const peal = await PealProcess.start({ env: { NODE_EXTRA_CA_CERTS: meeting.authority } })
  try {
    // The link follows the word that Peal listens.
    const setup = await until(
      'the server prints its set-up link',
      () => /http\S+\/join#\S+(?=\s)/.exec(peal.output)?.[0],
    )
    const [ada, grace] = await Promise.all(
      [1, 2].map(() => openProfile(browser, peal.origin, { permissions: [] })),
    )
    const admin = await ada?.context.newPage()
    const other = await grace?.context.newPage()
    if (admin === undefined || other === undefined) throw new Error('no pages')
    await join(admin, setup, 'ada', 'Ada Lovelace')

    await admin.getByRole('link', { name: 'Admin', exact: true }).click()
    // The switch asks for the settings that are missing.
    const offer = admin.getByRole('switch', { name: 'Offer Jitsi Meet' })
    await offer.click()
    await admin.getByText('This is needed before it can be offered').waitFor()
    await focused(field(admin, 'Host'))
    // It asks again while they are still missing.
    await offer.click()
    await focused(field(admin, 'Host'))
    expect(await offer.getAttribute('aria-checked')).toBe('false')
    await field(admin, 'Host').fill(`https://${meeting.host}/`)
    await field(admin, 'Application id (JWT)').fill(APP_ID)
    const key = field(admin, 'Signing key (JWT), if the host wants one')
    await key.fill('short')
    const form = admin.locator('form').filter({ has: key })
    await form.getByRole('button', { name: 'Save' }).click()
    await admin.getByText('At least 32 characters, without spaces').waitFor()
    expect(await field(admin, 'Host').inputValue()).toBe(`https://${meeting.host}/`)
    expect(await inEveryLook(admin, WIDTHS)).toEqual([])
    await key.fill(APP_SECRET)
    const room = await opening(admin, () =>
      form.getByRole('button', { name: 'Open a test room' }).click(),
    )
    await room.getByRole('heading', { name: 'Ada Lovelace is in the room' }).waitFor()
    await room.close()
    await form.getByText('The host answers').waitFor()
    await form.getByRole('button', { name: 'Save' }).click()
    await admin.getByText('Jitsi Meet saved').waitFor()
    await offer.click()
    await admin.getByText('Jitsi Meet is on').waitFor()
    await admin.getByRole('listitem').filter({ hasText: 'switched Jitsi Meet on' }).waitFor()

    await admin.getByRole('button', { name: 'Invite someone' }).click()
    const made = admin.getByRole('dialog').getByRole('textbox')
    const link = await until('the link is made', async () => (await made.inputValue()) || null)
    await join(other, link, 'grace', 'Grace Hopper')
    await admin.goto(peal.origin)
    const menu = await openWays(admin, 'Grace Hopper')
    const hers = await opening(admin, () =>
      menu.getByRole('menuitem', { name: 'Jitsi Meet' }).click(),
    )
    const theirs = await opening(other, () =>
      incoming(other, 'Ada Lovelace').getByRole('button', { name: 'Answer', exact: true }).click(),
    )
    await hers.getByRole('heading', { name: 'Ada Lovelace is in the room' }).waitFor()
    await theirs.getByRole('heading', { name: 'Grace Hopper is in the room' }).waitFor()
    const rooms = meeting.visits.slice(-2).map((visit) => visit.room)
    expect(rooms[0]).toBe(rooms[1])
    expect([...(ada?.faults ?? []), ...(grace?.faults ?? [])]).toEqual([])
  } finally {
    await browser.close()
    await peal.stop()
  }
})

describe('the list of connectors', () => {
  const household = households({ worker: false })

  async function administered() {
    const house = await household([])
    await house.member('ada', { admin: true })
    const { page } = await house.person('ada')
    await page.goto(`${house.peal.origin}/admin`)
    const region = page.getByRole('region', { name: 'Connectors' })
    await region.getByRole('switch', { name: 'Offer Phone' }).waitFor()
    const titles = async () => region.getByRole('heading', { level: 3 }).allTextContents()
    return { page, region, titles }
  }

  it('is put in order by keyboard and by mouse, and stays so', async () => {
    const { page, region, titles } = await administered()
    const handle = (title: string) =>
      region.getByRole('button', { name: `Move ${title}: up and down arrow keys` })
    await handle('Jitsi Meet').focus()
    await page.keyboard.press('ArrowUp')
    await region.getByText('Jitsi Meet is number 1 of 14').waitFor({ state: 'attached' })
    expect((await titles()).slice(0, 2)).toEqual(['Jitsi Meet', 'Peal video'])
    // The focus stays on it, so that it can be moved further.
    await page.keyboard.press('ArrowDown')
    await until('it is second', async () => (await titles())[1] === 'Jitsi Meet')
    await handle('Phone').dragTo(handle('Peal video'))
    await until('Phone is first', async () => (await titles())[0] === 'Phone')
    await page.waitForLoadState('networkidle')
    await page.reload()
    await region.getByRole('switch', { name: 'Offer Phone' }).waitFor()
    expect((await titles()).slice(0, 3)).toEqual(['Phone', 'Peal video', 'Jitsi Meet'])
  })

  it('lets an admin check, try, add, offer, change and remove a connector of their own', async () => {
    const { page, region, titles } = await administered()
    await region.getByRole('button', { name: 'Add your own' }).click()
    const form = region.getByRole('form', { name: 'Your own connector' })
    const name = form.getByRole('textbox', { name: 'Name', exact: true })
    await name.fill('Front desk'.repeat(5))
    const address = form.getByRole('textbox', { name: 'Address' })
    await address.fill('javascript:alert({account})')
    await form.getByRole('combobox', { name: 'What it is' }).selectOption('Another program')
    await form.getByRole('button', { name: 'Add', exact: true }).click()
    await form.getByText('Only https:, sip: and tel: can be made').waitFor()
    await form.getByText('A name of 1 to 40 characters').first().waitFor()
    expect(await name.getAttribute('aria-invalid')).toBe('true')
    await focused(name)
    await name.fill('Front desk')
    await address.fill('https://desk.example.org/{account}')
    await form
      .getByRole('textbox', { name: 'What the contact’s account is called' })
      .fill('desk number')
    await form.getByRole('combobox', { name: 'What it looks like' }).selectOption('Digits')
    expect(await inEveryLook(page, WIDTHS)).toEqual([])

    await page
      .context()
      .route('https://desk.example.org/**', (route) =>
        route.fulfill({ contentType: 'text/html', body: '<title>Desk</title>' }),
      )
    const trial = await opening(page, () => form.getByRole('button', { name: 'Try it' }).click())
    await trial.waitForURL('https://desk.example.org/1234567')
    await trial.close()
    // If the browser blocks the new tab, the form stays open with its contents.
    await page.evaluate(() => Object.assign(window, { open: () => null }))
    await form.getByRole('button', { name: 'Try it' }).click()
    const link = form.getByRole('link', { name: 'Your browser kept the tab from opening' })
    expect(await link.getAttribute('href')).toBe('https://desk.example.org/1234567')
    expect(await inEveryLook(page, WIDTHS)).toEqual([])
    await form.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Front desk added.').waitFor()
    expect((await titles()).at(-1)).toBe('Front desk')
    await region.getByRole('switch', { name: 'Offer Front desk' }).click()
    await page.getByText('Front desk is on').waitFor()

    await region.getByRole('button', { name: 'Configure Front desk' }).click()
    const change = region.getByRole('form', { name: 'Front desk' })
    await change.getByRole('textbox', { name: 'Name', exact: true }).fill('Reception')
    await change.getByRole('button', { name: 'Save' }).click()
    await region.getByRole('heading', { name: 'Reception' }).waitFor()
    await region.getByRole('button', { name: 'Configure Reception' }).click()
    await region.getByRole('button', { name: 'Remove Reception' }).click()
    await page.getByText('Reception removed').waitFor()
    expect(await titles()).not.toContain('Reception')
  })

  it('sends only the fields that were changed, so that two administrators do not undo each other', async () => {
    const { page, region } = await administered()
    await setConnector(page, 'jitsi', { enabled: true, values: { host: 'meet.example.org' } })
    await page.reload()
    await region.getByRole('button', { name: 'Configure Jitsi Meet' }).click()
    const host = field(page, 'Host')
    expect(await host.inputValue()).toBe('meet.example.org')
    // Meanwhile the other administrator changes the host.
    await setConnector(page, 'jitsi', { enabled: true, values: { host: 'other.example.org' } })
    await field(page, 'Room name').fill('ours-{call}')
    const form = region.locator('form').filter({ has: host })
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Jitsi Meet saved').waitFor()
    expect(await host.inputValue()).toBe('other.example.org')
  })

  it('refuses a key without an application id beside its field, and loses nothing', async () => {
    const { page, region } = await administered()
    await setConnector(page, 'jitsi', { enabled: true, values: { host: 'meet.example.org' } })
    await page.reload()
    await region.getByRole('button', { name: 'Configure Jitsi Meet' }).click()
    const key = field(page, 'Signing key (JWT), if the host wants one')
    await key.fill(APP_SECRET)
    const form = region.locator('form').filter({ has: key })
    await form.getByRole('button', { name: 'Save' }).click()
    await form.getByText('With a signing key, an application id is needed').waitFor()
    await focused(field(page, 'Application id (JWT)'))
    expect(await key.inputValue()).toBe(APP_SECRET)
    await field(page, 'Application id (JWT)').fill('peal')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Jitsi Meet saved').waitFor()
    await form.getByText('One is kept. Type another to replace it.').waitFor()
    expect(await key.inputValue()).toBe('')
  })
})
