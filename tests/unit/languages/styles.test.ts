/** Pages are mirrored for languages that are written from right to left, so that styles speak of start and end. */
import { expect, it } from 'vitest'
import { sources } from '../../support/sources.ts'

const SIDE =
  /(?:margin|padding|border)-(?:left|right)\b|border-(?:top|bottom)-(?:left|right)-radius|^\s*(?:left|right):|text-align: (?:left|right)|float:|(?:padding|margin|inset|border-radius):(?: [^ ;]+){4};/
/** What is in the middle is there in both directions. */
const MIDDLE = /left: 50%/
const PHYSICAL: Readonly<Record<string, string>> = {
  'pwa/components/call/own-picture.css': 'corners, into which it is dragged',
  'pwa/components/people/HoverCard.vue': 'where the pointer is',
  'pwa/components/frame/GateFrame.vue': 'the mark, whose stem is at its left in every language',
  'pwa/components/frame/AppHeader.vue': 'the window’s own buttons, as env() tells their place',
}

const styleOf = (text: string): string =>
  [...text.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, style]) => style).join('\n')

it('no style names the left or the right', () => {
  const styles = sources('pwa').flatMap(({ path, text }) => {
    if (path.endsWith('.css')) return [{ path, style: text }]
    return path.endsWith('.vue') ? [{ path, style: styleOf(text) }] : []
  })
  expect(styles.length).toBeGreaterThan(50)
  const found = styles
    .filter(({ path }) => !(path in PHYSICAL))
    .flatMap(({ path, style }) =>
      style
        .split('\n')
        .filter((line) => SIDE.test(line) && !MIDDLE.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})
