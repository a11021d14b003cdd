/**
 * A Vite plugin that puts the app's icons into one SVG file instead of the script.
 * `virtual:icon-sprite` exports the file's address; each icon is a symbol with the icon's name.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const VIRTUAL = 'virtual:icon-sprite'
const RESOLVED = `\0${VIRTUAL}`
const ASSETS = fileURLToPath(
  new URL('../node_modules/@phosphor-icons/core/assets', import.meta.url),
)

/** @param {string} name a file name of @phosphor-icons/core, whose ending tells its weight */
function symbolOf(name) {
  const weight = /-(fill|bold)$/.exec(name)?.[1] ?? 'regular'
  const svg = readFileSync(`${ASSETS}/${weight}/${name}.svg`, 'utf8')
  const inner = svg.replace(/^.*?<svg[^>]*>/s, '').replace(/<\/svg>\s*$/, '')
  return `<symbol id="${name}" viewBox="0 0 256 256">${inner}</symbol>`
}

/**
 * @param {readonly string[]} names
 * @returns {import('vite').Plugin}
 */
export function iconSprite(names) {
  const source = `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbolOf).join('')}</svg>\n`
  const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8)
  const fileName = `assets/icons-${hash}.svg`
  return {
    name: 'peal:icon-sprite',
    resolveId: (id) => (id === VIRTUAL ? RESOLVED : null),
    load: (id) => (id === RESOLVED ? `export default ${JSON.stringify(`/${fileName}`)}` : null),
    configureServer(server) {
      server.middlewares.use(`/${fileName}`, (_request, response) => {
        response.setHeader('Content-Type', 'image/svg+xml')
        response.end(source)
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source })
    },
  }
}
