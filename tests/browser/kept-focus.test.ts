/** Where the focus goes when the element that had it is removed from the page. */
import { describe, expect, it } from 'vitest'
import { addAccount, setConnector } from '../support/connector-steps.ts'
import { focused } from '../support/focus.ts'
import { households } from '../support/household.ts'

const household = households({ worker: false })

async function administered() {
  const house = await household([])
  await house.member('ada', { admin: true })
  return { house, ada: await house.person('ada') }
}

describe('in Settings the focus', () => {
  it('moves on from the list of devices when one is signed out', async () => {
    const { house, ada } = await administered()
    await house.person('ada', { device: 'phone' })
    await ada.page.goto(`${house.peal.origin}/settings`)
    const devices = ada.page.getByRole('region', { name: 'Devices' })
    const signOut = devices.getByRole('button', { name: /^Sign out / })
    await signOut.focus()
    await ada.page.keyboard.press('Enter')
    await signOut.waitFor({ state: 'detached' })
    await focused(devices.getByRole('heading'))
  })

  it('stays in the card of IM accounts when a button or a row goes', async () => {
    const { house, ada } = await administered()
    const { page } = ada
    await setConnector(page, 'phone', { enabled: true })
    await setConnector(page, 'teams', { enabled: true })
    await addAccount(page, 'teams', 'ada@example.org')
    await page.goto(`${house.peal.origin}/settings#accounts`)
    const add = page.getByRole('button', { name: 'Add an account' })
    const begin = async () => {
      await add.click()
      await page.getByRole('menuitem', { name: 'Phone' }).click()
      await focused(phone)
    }
    const phone = page.getByRole('textbox', { name: 'Phone number' })

    await begin()
    await page.getByRole('button', { name: 'Cancel' }).focus()
    await page.keyboard.press('Enter')
    await focused(add)

    await begin()
    await phone.fill('+44 20 7946 0018')
    await page.getByRole('button', { name: 'Save the phone number' }).focus()
    await page.keyboard.press('Enter')
    await focused(add)

    // After saving, the button disappears and the focus moves to its field.
    await phone.fill('+44 20 7946 0019')
    const save = page.getByRole('button', { name: 'Save the phone number' })
    await save.focus()
    await page.keyboard.press('Enter')
    await save.waitFor({ state: 'detached' })
    await focused(phone)

    await page.getByRole('button', { name: 'Remove the phone number +442079460019' }).focus()
    await page.keyboard.press('Enter')
    await phone.waitFor({ state: 'detached' })
    await focused(add)
    expect(await page.getByRole('textbox', { name: 'Teams address' }).inputValue()).toBe(
      'ada@example.org',
    )
  })
})

it('the focus stays among the connectors of the Admin page when a form or a row goes', async () => {
  const { house, ada } = await administered()
  const { page } = ada
  await page.goto(`${house.peal.origin}/admin`)
  const region = page.getByRole('region', { name: 'Connectors' })
  const add = region.getByRole('button', { name: 'Add your own' })
  const form = region.getByRole('form', { name: 'Your own connector' })
  const name = form.getByRole('textbox', { name: 'Name', exact: true })
  await region.getByRole('switch', { name: 'Offer Phone' }).waitFor()
  await add.focus()
  await page.keyboard.press('Enter')
  await focused(name)
  await form.getByRole('button', { name: 'Cancel' }).focus()
  await page.keyboard.press('Enter')
  await focused(add)

  await page.keyboard.press('Enter')
  await name.fill('Front desk')
  await form.getByRole('textbox', { name: 'Address' }).fill('https://desk.example.org/{room}')
  await page.keyboard.press('Enter')
  await page.getByText('Front desk added.').waitFor()
  await focused(add)

  const configure = region.getByRole('button', { name: 'Configure Front desk' })
  const change = region.getByRole('form', { name: 'Front desk' })
  await configure.focus()
  await page.keyboard.press('Enter')
  await change.getByRole('button', { name: 'Save' }).focus()
  await page.keyboard.press('Enter')
  await focused(configure)

  await page.keyboard.press('Enter')
  await change.getByRole('button', { name: 'Remove Front desk' }).focus()
  await page.keyboard.press('Enter')
  await configure.waitFor({ state: 'detached' })
  await focused(add)
})
