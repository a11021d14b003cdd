/**
 * `npm run screenshots`: the README's pictures, taken from the running demo. Cameras and microphones
 * are fakes: everybody's camera shows their portrait.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, devices } from 'playwright-core'

const TOP = join(import.meta.dirname, '..')
const PICTURES = join(TOP, 'docs/pictures')
/** Pictures that browsers show when they offer to install. Their sizes are in pwa/manifest.ts. */
const MANIFEST = join(TOP, 'public/screenshots')
const IN_MANIFEST = { contacts: 'contacts-wide', phone: 'missed-narrow' }
const DESKTOP = { viewport: { width: 1280, height: 800 } }
const MORE_PEOPLE = {
  alan: 'Alan Turing',
  anita: 'Anita Borg',
  barbara: 'Barbara Liskov',
  edsger: 'Edsger Dijkstra',
  hedy: 'Hedy Lamarr',
  katherine: 'Katherine Johnson',
  mary: 'Mary Jackson',
}
const WAIT_MS = 90_000

/** A port that nobody uses now. @returns {Promise<number>} */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  server.close()
  await once(server, 'close')
  return port
}

/** Starts the demo and reads the sign-in links that it prints, by the name before each. */
async function startDemo() {
  const demo = spawn(process.execPath, [join(TOP, 'scripts/start.mjs'), '--demo'], {
    cwd: TOP,
    env: { ...process.env, PORT: String(await freePort()), LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  /** @type {Map<string, string>} */
  const links = new Map()
  for await (const line of createInterface(demo.stdout)) {
    const found = /^\s*(\S.*?)\s{2,}(https?:\S+)$/.exec(line)
    if (found?.[1] !== undefined && found[2] !== undefined) links.set(found[1], found[2])
    if (links.size > 0 && /^Open /.test(line)) break
  }
  return { demo, links }
}

/** In the page: the camera shows a portrait, the microphone is silent. @param {string} portrait */
function fakeMedia(portrait) {
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = new MediaStream()
    if (wanted?.audio) {
      const silence = new AudioContext().createMediaStreamDestination()
      for (const track of silence.stream.getAudioTracks()) stream.addTrack(track)
    }
    if (wanted?.video) {
      const image = new Image()
      image.src = portrait
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 })
      const context = canvas.getContext('2d')
      const draw = () => {
        // The portrait fills the height; its outermost columns are stretched to both sides.
        context?.drawImage(image, 0, 0, 1, image.height, 0, 0, 281, 720)
        context?.drawImage(image, image.width - 1, 0, 1, image.height, 999, 0, 281, 720)
        context?.drawImage(image, 280, 0, 720, 720)
      }
      draw()
      // A picture that never changes sends no frames.
      setInterval(draw, 100)
      for (const track of canvas.captureStream(10).getVideoTracks()) stream.addTrack(track)
    }
    return stream
  }
}

/**
 * Signs somebody in. @param {import('playwright-core').Browser} browser
 * @param {string} link @param {string} handle @param {object} options
 */
async function person(browser, link, handle, options) {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(WAIT_MS)
  const bytes = readFileSync(join(TOP, `push-server/demo/portraits/${handle}.webp`))
  await context.addInitScript(fakeMedia, `data:image/webp;base64,${bytes.toString('base64')}`)
  const page = await context.newPage()
  await page.goto(link)
  await page.getByRole('button', { name: /^Sign in as / }).click()
  await page.getByRole('navigation').first().waitFor()
  return { context, page }
}

/** Presses something that opens a window. @param {import('playwright-core').Page} page @param {import('playwright-core').Locator} button */
async function opening(page, button) {
  const [opened] = await Promise.all([page.context().waitForEvent('page'), button.click()])
  return opened
}

/**
 * Members beside the demo's three, invited as anybody is.
 * @param {import('playwright-core').Page} admin
 * @param {import('playwright-core').Browser} browser
 */
async function inviteMore(admin, browser) {
  /** @param {string} path */
  const post = (path) =>
    admin.evaluate(async (to) => (await fetch(to, { method: 'POST' })).json(), path)
  for (const [handle, name] of Object.entries(MORE_PEOPLE)) {
    /** @type {{ url: string }} */
    const { url } = await post('/api/invitations')
    const { origin, pathname } = new URL(url)
    const fresh = await browser.newContext()
    const body = { token: pathname.split('/').pop(), handle, name, password: null }
    const client = { kind: 'desktop', maxTouchPoints: 0 }
    const joined = await fresh.request.post(`${origin}/api/join`, {
      data: { ...body, client },
      headers: { origin },
    })
    if (!joined.ok()) throw new Error(`${handle} could not join: ${joined.status()}`)
    await fresh.close()
  }
}

/** @param {import('playwright-core').Page} page @param {string} name */
async function picture(page, name) {
  // Photos and presence arrive a moment after the rest.
  await page.waitForLoadState('networkidle')
  await page.mouse.move(0, 0)
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
  console.log(`docs/pictures/${name}.png`)
}

/** @param {import('playwright-core').Page} page @param {string} name */
const callTo = (page, name) =>
  page.getByRole('button', { name: `Call ${name}`, exact: true }).first()

for (const folder of [PICTURES, MANIFEST]) mkdirSync(folder, { recursive: true })
const { demo, links } = await startDemo()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
})
try {
  const link = (/** @type {string} */ title) => links.get(title) ?? ''
  const linus = await person(browser, link('Linus Torvalds'), 'linus', DESKTOP)
  // Two missed calls: nobody else is signed in yet.
  for (const name of ['Ada Lovelace', 'Grace Hopper']) {
    const missed = await opening(linus.page, callTo(linus.page, name))
    await missed
      .getByText(/cannot be reached now/)
      .first()
      .waitFor()
    await missed.close()
  }

  const ada = await person(browser, link('Ada Lovelace'), 'ada', DESKTOP)
  const grace = await person(browser, link('Grace Hopper'), 'grace', DESKTOP)
  await inviteMore(ada.page, browser)
  await ada.page.reload()
  for (const name of ['Grace Hopper', 'Linus Torvalds', 'Alan Turing', 'Hedy Lamarr']) {
    await ada.page
      .getByRole('button', { name: `Add ${name} to favourites` })
      .first()
      .click()
  }
  await ada.page.getByText('Available').first().waitFor()
  await picture(ada.page, 'contacts')
  await ada.page.emulateMedia({ colorScheme: 'dark' })
  await picture(ada.page, 'contacts-dark')

  const hers = await opening(ada.page, callTo(ada.page, 'Grace Hopper'))
  const dialog = grace.page.getByRole('dialog', { name: 'Incoming call from Ada Lovelace' })
  await dialog.waitFor()
  await picture(grace.page, 'incoming')
  await opening(grace.page, dialog.getByRole('button', { name: 'Answer', exact: true }))
  await hers.getByRole('status').filter({ hasText: 'Connected' }).first().waitFor()
  // The first seconds of a video are blurred.
  await hers.waitForFunction(() => {
    const video = document.querySelector('video[aria-label^="Grace Hopper"]')
    return video instanceof HTMLVideoElement && video.currentTime > 4
  })
  await hers.mouse.move(300, 300)
  await hers.screenshot({ path: join(PICTURES, 'call.png') })
  console.log('docs/pictures/call.png')
  await hers.getByRole('button', { name: 'Hang up' }).click()

  const pixel = devices['Pixel 7']
  const phone = await person(browser, link("Grace's phone"), 'grace', pixel ?? {})
  await phone.page.goto(new URL('/calls', link("Grace's phone")).href)
  await phone.page.getByText('Linus Torvalds').first().waitFor()
  await picture(phone.page, 'phone')
  for (const [from, to] of Object.entries(IN_MANIFEST)) {
    copyFileSync(join(PICTURES, `${from}.png`), join(MANIFEST, `${to}.png`))
  }
} finally {
  await browser.close()
  demo.kill('SIGTERM')
}
