import { defineConfig } from 'vite'
import type { Plugin } from 'vite'
import manifest from './package.json' with { type: 'json' }

/** Packages with native code, which cannot be bundled: the only ones that whoever installs Peal needs. */
const NATIVE = Object.keys(manifest.dependencies)

/** Only the memory limiter is bundled: the package has two dozen, for all sorts of databases. */
const LIMITER = 'rate-limiter-flexible'
const MEMORY_LIMITER = `export { default as RateLimiterMemory } from '${LIMITER}/lib/RateLimiterMemory.js'`

function memoryLimiterOnly(): Plugin {
  return {
    name: 'peal:memory-limiter-only',
    enforce: 'pre',
    resolveId: (id) => (id === LIMITER ? `\0${LIMITER}` : null),
    load: (id) => (id === `\0${LIMITER}` ? MEMORY_LIMITER : null),
  }
}

/**
 * Escapes all other characters, because a single one would make V8 store the whole source with two
 * bytes per character. They occur only in strings and patterns, where an escape means the same.
 */
function asciiOnly(): Plugin {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return {
    name: 'peal:ascii-only',
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/[^\0-\x7f]/g, escaped)
      }
    },
  }
}

/**
 * The server and its command line: one CommonJS file each, with all packages in it but the native
 * ones, since one file with a code cache starts in a fraction of the time of many modules.
 * scripts/build.mjs says which entry; mode `unbundled` leaves the packages outside, for the bench.
 */
export default defineConfig(({ mode }) => {
  const bundled = mode !== 'unbundled'
  return {
    publicDir: false,
    plugins: bundled ? [memoryLimiterOnly(), asciiOnly()] : [],
    build: {
      ssr: true,
      target: 'node20',
      emptyOutDir: false,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          codeSplitting: false,
          // No import() works in a function that comes from the loader's code cache.
          dynamicImportInCjs: false,
          // Names stay, for the stacks in the log.
          minify: bundled && { compress: true, mangle: false, codegen: true },
        },
      },
    },
    ssr: bundled ? { noExternal: true, external: NATIVE } : { external: true },
  }
})
