import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { callShell } from './scripts/call-shell.mjs'
import { chunkGroups } from './scripts/chunks.mjs'
import { iconSprite } from './scripts/icon-sprite.mjs'
import { textsApart, textsOfGlobal } from './scripts/texts-apart.mjs'
import { ICON_NAMES } from './pwa/design/icon-names.ts'

/** The pages and the service worker; the server is built by vite.server.config.ts. */
export default defineConfig(({ mode }) => ({
  root: 'pwa',
  publicDir: '../public',
  build: {
    outDir: '../dist/pwa',
    emptyOutDir: true,
    target: ['chrome125', 'edge125', 'firefox128', 'safari18'],
    // The pages' policy allows no data: scripts or styles; small files may stay files.
    assetsInlineLimit: 0,
    // The worker has every file after the first visit; lists of what to load ahead weigh more. Only
    // who answers is in a hurry: call-shell.mjs.
    modulePreload: false,
    sourcemap: mode === 'development',
    rolldownOptions: {
      // Texts do nothing by themselves: a page loads only the sections that it names.
      treeshake: {
        moduleSideEffects: [{ test: /\/pwa\/texts\//, sideEffects: false }],
        // Schemas that a page does not use are left out, too: making one (`v.object`) does nothing else.
        manualPureFunctions: ['v'],
        propertyReadSideEffects: false,
      },
      output: { codeSplitting: { groups: chunkGroups } },
    },
  },
  resolve: {
    alias: [
      // Its modern build: what package.json names is for engines of ten years ago, and twice as large.
      {
        find: /^workbox-window$/,
        replacement: 'workbox-window/build/workbox-window.prod.mjs',
      },
    ],
  },
  define: {
    // Only the composition API is used, and no devtools in production.
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  plugins: [
    textsApart(),
    vue(),
    iconSprite(ICON_NAMES),
    callShell(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'worker',
      filename: 'worker.ts',
      injectRegister: false,
      registerType: 'prompt',
      // There is one for each language: scripts/languages.mjs.
      manifest: false,
      injectManifest: {
        buildPlugins: { vite: [textsOfGlobal()] },
        // The documents, too, are added by the language.
        globPatterns: ['**/*.{js,css,svg,woff2}'],
        // Other scripts' letters come when they are needed; the example is for other sites.
        globIgnores: ['**/commissioner-{cyrillic,greek,vietnamese}*', '**/embed-example.*'],
      },
    }),
  ],
}))
