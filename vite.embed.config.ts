import { defineConfig } from 'vite'

/** The script for other sites: one file under a name that stays, in old and new pages alike. */
export default defineConfig({
  publicDir: false,
  build: {
    emptyOutDir: false,
    target: ['chrome125', 'edge125', 'firefox128', 'safari18'],
    reportCompressedSize: false,
    lib: {
      entry: 'pwa/embed/embed.ts',
      name: 'peal',
      formats: ['iife'],
      fileName: () => 'embed.js',
    },
  },
})
