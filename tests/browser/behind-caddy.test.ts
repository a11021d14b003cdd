/** Peal behind a proxy under another host name, by the configuration that deploy/ has for it. */
import { expect, it, onTestFinished } from 'vitest'
import { launchChromium } from '../support/browser.ts'
import { Caddy } from '../support/caddy.ts'
import { call, hears, press, sees, stage } from '../support/call-steps.ts'
import { House } from '../support/household.ts'
import { PealProcess } from '../support/peal-process.ts'
import { withoutTab } from '../support/push/closed-tab.ts'
import { GcmService } from '../support/push/gcm-service.ts'

async function houseBehindCaddy(gcm: GcmService) {
  let caddy: Caddy | undefined
  const peal = await PealProcess.start({
    env: { ...gcm.serverEnv, PEAL_TRUSTED_PROXY: '127.0.0.1,::1' },
    behind: async (port) => {
      caddy = await Caddy.start(port)
      return caddy.origin
    },
  })
  if (caddy === undefined) throw new Error('nothing stands before the server')
  const options = caddy.chromium()
  const browser = await launchChromium(options)
  const house = new House(browser, peal)
  onTestFinished(async () => {
    await house.close()
    await browser.close()
  })
  for (const handle of ['ada', 'grace']) await house.member(handle)
  return { house, options }
}

it('headers: behind Caddy cookies are secure, and WebSocket, worker and push go through', async () => {
  const gcm = await GcmService.start()
  onTestFinished(() => gcm.close())
  const { house, options } = await houseBehindCaddy(gcm)
  const ada = await house.person('ada')
  const response = await ada.page.reload()
  const headers = await response?.allHeaders()
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'permissions-policy': expect.stringContaining('camera=(self)'),
    'x-content-type-options': 'nosniff',
  })
  // It would hold for every port of the host, and this one is not 443.
  expect(headers).not.toHaveProperty('strict-transport-security')
  const cookies = await ada.context.cookies()
  expect(cookies.map(({ name }) => name).toSorted()).toEqual(['__Host-peal', '__Host-peal-known'])
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({
      domain: 'peal.test',
      path: '/',
      secure: true,
      httpOnly: true,
      sameSite: 'Lax',
    })
  }

  const grace = await withoutTab(house, gcm, 'grace', ada, options)
  const hers = await call(ada, 'Grace Hopper')
  const shown = await grace.desktop.shown('Ada Lovelace is calling')
  await stage(hers, 'Ringing…')
  const other = await grace.opening(() => grace.desktop.press(shown, 'Answer'))
  await Promise.all([stage(hers, 'Connected'), stage(other, 'Connected')])
  await Promise.all([sees(hers, 'Grace Hopper'), sees(other, 'Ada Lovelace')])
  await hears(other)
  await press(hers, 'Hang up')
  await stage(other, 'Call ended')
  expect(grace.faults).toEqual([])
})
