/** The Call button on pages of other sites. */
import { describe, expect, it, onTestFinished } from 'vitest'
import { violations } from '../support/accessibility.ts'
import { callsOf } from '../support/call-steps.ts'
import { households } from '../support/household.ts'
import { otherPage } from '../support/other-site.ts'

const household = households({ worker: false })

/** A policy that allows only this script: no styles, and no inline scripts. */
const strict = (peal: string) => ({
  'content-security-policy': `default-src 'none'; script-src ${peal}; require-trusted-types-for 'script'; trusted-types 'none'`,
})

async function onAnotherSite(buttons: string) {
  const house = await household(['ada', 'grace'])
  const { origin } = house.peal
  const ada = await house.person('ada')
  const site = await otherPage(
    `<!doctype html><html lang="en"><title>Another site</title><main><h1>Our team</h1>
     ${buttons}</main><script src="${origin}/embed.js"></script></html>`,
    strict(origin),
  )
  onTestFinished(() => site.stop())
  const said: string[] = []
  ada.page.on('console', (message) => said.push(message.text()))
  await ada.page.goto(site.url)
  return { house, ada, said }
}

describe('embed.js on a page of another origin under a strict policy', () => {
  it('opens the page that asks whether to call, by mouse and keyboard, and places no call', async () => {
    const { house, ada, said } = await onAnotherSite(
      '<peal-call-button handle="grace" label="Call Grace"></peal-call-button>',
    )
    const button = ada.page.getByRole('link', { name: 'Call Grace' })
    await button.waitFor()
    expect(await violations(ada.page)).toEqual([])
    for (const press of [() => button.click(), () => ada.page.keyboard.press('Enter')]) {
      const [opened] = await Promise.all([ada.context.waitForEvent('page'), press()])
      await opened.getByText('Call Grace Hopper?').waitFor()
      expect(opened.url()).toBe(`${house.peal.origin}/call/new?to=grace`)
      expect(await opened.evaluate(() => window.opener)).toBeNull()
      await opened.close()
      await ada.page.keyboard.press('Tab')
      await button.focus()
    }
    expect(said).toEqual([])
    await ada.page.goto(house.peal.origin)
    expect(await callsOf(ada)).toBe(0)
  })

  it('is a small script that any site may load', async () => {
    const house = await household([])
    const { headers } = await fetch(`${house.peal.origin}/embed.js`, {
      headers: { 'Accept-Encoding': 'gzip' },
    })
    expect(headers.get('Content-Encoding')).toBe('gzip')
    expect(Number(headers.get('Content-Length'))).toBeGreaterThan(0)
    expect(Number(headers.get('Content-Length'))).toBeLessThanOrEqual(4_096)
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin')
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  it('says that it needs the handle of a member, and works once it gets one', async () => {
    const { ada, said } = await onAnotherSite(
      '<peal-call-button handle="javascript:alert(1)" label="Call"></peal-call-button>',
    )
    const button = ada.page.getByRole('link', { name: 'Call', disabled: true })
    await button.waitFor()
    expect(await button.getAttribute('href')).toBeNull()
    expect(said).toEqual([expect.stringContaining('it needs the handle of a member')])
    await ada.page
      .locator('peal-call-button')
      .evaluate((element) => element.setAttribute('handle', 'grace'))
    await ada.page.getByRole('link', { name: 'Call', disabled: false }).waitFor()
  })

  it('has the colours that the page gives it', async () => {
    const { house, ada } = await onAnotherSite('')
    await ada.page.goto(`${house.peal.origin}/embed-example.html`)
    const button = ada.page.getByRole('link', { name: 'Ring Ada’s desk' })
    await button.waitFor()
    expect(await button.evaluate((link) => getComputedStyle(link).backgroundColor)).toBe(
      'rgb(227, 232, 247)',
    )
    expect(await violations(ada.page)).toEqual([])
  })
})
