/**
 * Renders the icons of public/ from the mark, by Chromium: `node scripts/icons.mjs`. They are kept in
 * the repository; run it again when the mark changes.
 */
import { mkdir, readFile } from 'node:fs/promises'
import { chromium } from 'playwright-core'

const OUT = new URL('../public/icons/', import.meta.url)
const CHAMBER = '#12211E'

/** @param {string} colour @param {number} size px */
const mark = (colour, size) => `
  <svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 64 64" fill="none">
    <path d="M12 59V28a22 22 0 0 1 44 0a22 22 0 0 1-44 0" stroke="${colour}" stroke-width="7.5"
      stroke-linecap="round" stroke-linejoin="round"/>
    <circle cx="41.3" cy="35.3" r="7.6" fill="${colour}"/>
  </svg>`

const appIcon = await readFile(new URL('../public/favicon.svg', import.meta.url), 'utf8')
/** The app icon without its corners: the platform cuts its own shape. */
const square = appIcon.replace(' rx="34"', '')
/** The safe zone of a maskable icon is the middle 80 %: the mark lies within 50 % here. */
const icons = [
  { file: 'icon-192.png', size: 192, body: appIcon },
  { file: 'icon-512.png', size: 512, body: appIcon },
  { file: 'maskable-512.png', size: 512, body: square },
  { file: 'apple-touch-icon.png', size: 180, body: square },
  { file: 'badge-96.png', size: 96, body: mark('#FFFFFF', 96) },
]

await mkdir(OUT, { recursive: true })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  for (const { file, size, body } of icons) {
    const page = await browser.newPage({ viewport: { width: size, height: size } })
    const opaque = body === square ? `background:${CHAMBER}` : ''
    await page.setContent(
      `<style>body{margin:0;${opaque}}svg{display:block;width:${size}px;height:${size}px}</style>${body}`,
    )
    await page.screenshot({ path: new URL(file, OUT).pathname, omitBackground: true })
    await page.close()
  }
} finally {
  await browser.close()
}
