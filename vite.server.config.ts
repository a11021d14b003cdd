import { defineConfig } from 'vite'

/** Packages with native code, which cannot be bundled. */
const NATIVE = ['better-sqlite3', '@node-rs/argon2']

/**
 * The server and its command line: one CommonJS file each, with all packages in it but the native
 * ones, since one file with a code cache starts in a quarter of the time of many modules.
 * scripts/build.mjs says which entry; mode `unbundled` leaves the packages outside, for the bench.
 */
export default defineConfig(({ mode }) => ({
  publicDir: false,
  build: {
    ssr: true,
    target: 'node20',
    emptyOutDir: false,
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
  ssr: mode === 'unbundled' ? { external: true } : { noExternal: true, external: NATIVE },
}))
