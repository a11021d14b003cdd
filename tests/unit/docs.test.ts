/** What the documentation says about files, functions and tests must be true. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { TOP } from '../support/sources.ts'

/** The decisions are history, and may name files that are gone. */
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(TOP, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
  'docs/decisions/README.md',
]

const read = (path: string) => readFileSync(join(TOP, path), 'utf8')

interface Link {
  readonly text: string
  /** From the top of the repository. */
  readonly path: string
  readonly anchor: string | undefined
}

/** Whether a source file declares this function, type, constant, method or field. */
function declares(path: string, name: string): boolean {
  const keyword = `\\b(?:function|class|interface|type|const)\\s+${name}\\b`
  const member = `^\\s+(?:(?:readonly|async)\\s+)*#?${name}\\s*[(<:?]`
  return new RegExp(`${keyword}|${member}`, 'm').test(read(path))
}

/** The links of a page that lead into the repository. */
function linksOf(page: string): Link[] {
  return [...read(page).matchAll(/\[([^\]]*)\]\(([^)\s]*)\)/g)]
    .filter(([, , target = '']) => !/^\w+:/.test(target))
    .map(([, text = '', target = '']) => {
      const [path = '', anchor] = target.split('#')
      return { text, path: path === '' ? page : join(dirname(page), path), anchor }
    })
}

/** A heading's anchor, as code hosts make it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

function anchorsIn(path: string): string[] {
  return [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

/** Paths of files and folders that a page names in code: `pwa/main.ts`, but no patterns. */
function pathsIn(page: string): string[] {
  const roots = 'protocol|push-server|pwa|public|tests|scripts|deploy|docs'
  const inCode = [...read(page).matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) =>
    code.split(' '),
  )
  const path = new RegExp(`^(?:${roots})/[\\w./-]*$`)
  return inCode.filter((word) => path.test(word) && !word.includes('..'))
}

describe.each(PAGES)('%s', (page) => {
  test('links to files and headings that exist', () => {
    const dead = linksOf(page).filter(({ path, anchor }) => {
      if (!existsSync(join(TOP, path))) return true
      return anchor !== undefined && !anchorsIn(path).includes(anchor)
    })
    expect(dead).toEqual([])
  })

  test('names files that exist', () => {
    expect(pathsIn(page).filter((path) => !existsSync(join(TOP, path)))).toEqual([])
  })

  test('names functions and types that the file of their link declares', () => {
    const missing = linksOf(page).filter(({ text, path }) => {
      if (text === `\`${basename(path)}\``) return false
      const names = /^`(\w+)(?:\.#?(\w+))?`$/.exec(text)?.slice(1) ?? []
      return names.some((name) => name && !declares(path, name))
    })
    expect(missing).toEqual([])
  })
})

describe('docs/guarantees.md', () => {
  const sections = read('docs/guarantees.md').split(/^### /m).slice(1)

  test.each(sections.map((section) => [section.split('\n')[0] ?? '', section]))(
    '%s names tests that contain its name',
    (heading, section) => {
      const files = [...section.matchAll(/\]\(\.\.\/(tests\/[^)]+)\)/g)].map(
        ([, path = '']) => path,
      )
      const tests = files.map(read).join('\n')
      const missing = heading
        .split(', ')
        .filter((name) => !tests.includes(name.split('/')[0] ?? ''))
      expect(missing).toEqual([])
    },
  )
})
