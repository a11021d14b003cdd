import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

declare global {
  interface Window {
    axe?: {
      run(
        context: Document,
        options: { runOnly: string[]; resultTypes: string[] },
      ): Promise<{
        violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
      }>
    }
  }
}

/** What axe-core finds wrong on the page as it stands, a line each; nothing where all is well. */
export async function violations(page: Page): Promise<string[]> {
  // By the debugger, so that the page's own policy need not allow the script; once for a page, since
  // it is large.
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(await readFile(AXE, 'utf8'))
  }
  return page.evaluate(async (runOnly) => {
    // What was changed just before takes effect with the next frame.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    // Half-faded texts have no contrast of their own.
    await Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => 0)),
    )
    if (window.axe === undefined) throw new Error('axe is not loaded')
    const options = { runOnly, resultTypes: ['violations'] }
    const { violations: found } = await window.axe.run(document, options)
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} (${node.failureSummary})`),
    )
  }, RULES)
}

const WIDTHS = [1440, 768, 360] as const

/** What stands out at the side of the page, so that it would have to be moved sideways. */
function wider(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`wider than the window: ${scrollWidth} px`] : []
  })
}

/** Looks at a page in every look; what is found, with the look before it. */
export async function inEveryLook(
  page: Page,
  widths: readonly number[] = WIDTHS,
): Promise<string[]> {
  const found: string[] = []
  const before = page.viewportSize()
  const looks = widths.flatMap((width) =>
    (['light', 'dark'] as const).map((colorScheme) => ({ colorScheme, width })),
  )
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    const lines = [...(await violations(page)), ...(await wider(page))]
    for (const line of lines) found.push(`${colorScheme} ${width}: ${line}`)
  }
  if (before) await page.setViewportSize(before)
  return found
}
