import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Which rules of axe-core are checked. */
interface Rules {
  readonly type: 'tag' | 'rule'
  readonly values: string[]
}

const ALL: Rules = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
/** The rules about colours among them. Nothing else differs between light and dark. */
const OF_COLOURS: Rules = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }

declare global {
  interface Window {
    axe?: {
      run(
        context: Document,
        options: { runOnly: Rules; resultTypes: string[] },
      ): Promise<{
        violations: { id: string; nodes: { html: string; failureSummary: string }[] }[]
      }>
    }
  }
}

/** The violations that axe-core finds on the page now, one line each. */
export async function violations(page: Page, rules = ALL): Promise<string[]> {
  // Loaded through the debugger, so that the page's policy need not allow it, and only once a page.
  if (!(await page.evaluate(() => 'axe' in window))) {
    await page.evaluate(await readFile(AXE, 'utf8'))
  }
  return page.evaluate(async (runOnly) => {
    // Changes that were just made take effect in the next frame.
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    await frame()
    // The contrast of a text cannot be judged while it fades.
    await Promise.all(
      document.getAnimations().map((animation) => animation.finished.catch(() => 0)),
    )
    if (window.axe === undefined) throw new Error('axe is not loaded')
    const options = { runOnly, resultTypes: ['violations'] }
    const { violations: found } = await window.axe.run(document, options)
    return found.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} (${node.failureSummary})`),
    )
  }, rules)
}

const WIDTHS = [1440, 768, 360] as const

/** Reports if the page is wider than the window, so that it scrolls sideways. */
function wider(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [`wider than the window: ${scrollWidth} px`] : []
  })
}

/**
 * Checks a page in light and dark at each width; returns what is wrong, with colours and width. All
 * rules are checked in light, and those about colours in dark again.
 */
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
    const rules = colorScheme === 'light' ? ALL : OF_COLOURS
    const lines = [...(await violations(page, rules)), ...(await wider(page))]
    for (const line of lines) found.push(`${colorScheme} ${width}: ${line}`)
  }
  if (before) await page.setViewportSize(before)
  return found
}
