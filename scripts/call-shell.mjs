/**
 * A Vite plugin that makes the call window's document, call.html: a copy of index.html with preload
 * tags for all modules and styles that a call window starts with. The browser then loads them in
 * parallel instead of finding each one through the imports of another.
 */

/** The program that main.ts begins in a call window. */
const PROGRAM = /\/pwa\/call-program\.ts$/

/** The SVG icon. call.html uses a PNG instead: an SVG has to be rendered on the main thread. */
const DRAWN_ICON = /<link rel="icon"[^>]*>/

/**
 * @typedef {import('vite').Rolldown.OutputBundle} Bundle
 * @typedef {import('vite').Rolldown.OutputChunk} Chunk
 */

/** @param {Bundle} bundle @param {string} name @returns {Chunk[]} it and its static imports */
function closure(bundle, name, seen = new Set()) {
  const chunk = bundle[name]
  if (chunk?.type !== 'chunk' || seen.has(name)) return []
  seen.add(name)
  return [chunk, ...chunk.imports.flatMap((each) => closure(bundle, each, seen))]
}

/**
 * @param {Bundle} bundle
 * @returns {string[]} the tags, some of which index.html may already have
 */
function tagsOf(bundle) {
  const [program] = Object.values(bundle).filter(
    (each) => each.type === 'chunk' && PROGRAM.test(each.facadeModuleId ?? ''),
  )
  if (program === undefined) throw new Error('the build has no program of the call window')
  const chunks = closure(bundle, program.fileName)
  const styles = new Set(
    chunks.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]),
  )
  return [
    ...chunks.map(({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}">`),
    ...[...styles].map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
  ]
}

/** @returns {import('vite').Plugin} */
export function callShell() {
  return {
    name: 'peal:call-shell',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const shell = bundle['index.html']
        if (shell?.type !== 'asset') throw new Error('the build has no index.html')
        const html = String(shell.source)
        const tags = tagsOf(bundle).filter((tag) => !html.includes(tag))
        const source = html
          .replace(DRAWN_ICON, '<link rel="icon" href="/icons/icon-192.png" type="image/png" />')
          .replace('</head>', `${tags.join('\n    ')}\n  </head>`)
        this.emitFile({ type: 'asset', fileName: 'call.html', source })
      },
    },
  }
}
