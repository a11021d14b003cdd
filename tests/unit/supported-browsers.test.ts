/** Every text that names the browsers required for calls must name the same versions. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { TOP } from '../support/sources.ts'

const BROWSERS = ['Edge', 'Firefox', 'Safari']

/** The version that the text first names after a browser. */
function versionOf(browser: string, text: string): string {
  const found = new RegExp(`${browser}\\s+(\\d+)\\s+(?:and|or) later`).exec(text)?.[1]
  if (found === undefined) throw new Error(`no version of ${browser}`)
  return `${browser} ${found}`
}

it.each(['pwa/texts/en/shell.en.ts', 'pwa/texts/en/asides.en.ts'])(
  '%s says the versions of the list',
  async (file) => {
    const read = (path: string) => readFile(join(TOP, path), 'utf8')
    const [list, text] = [await read('docs/supported-browsers.md'), await read(file)]
    const named = (from: string) => BROWSERS.map((browser) => versionOf(browser, from))
    expect(named(text)).toEqual(named(list))
  },
)
