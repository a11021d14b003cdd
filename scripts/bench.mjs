/**
 * `npm run bench [-- NAME…] [--quick] [--json]`: builds Peal if its sources have changed, builds
 * the benchmark, and runs it (tests/bench/main.ts).
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const TOP = fileURLToPath(new URL('..', import.meta.url))
const BUILT = `${TOP}node_modules/.cache/bench`
process.chdir(TOP)

/** @param {string} file @param {string[]} args @returns {Promise<number>} its exit code */
async function run(file, ...args) {
  const child = spawn(process.execPath, [file, ...args], { stdio: 'inherit' })
  const [code] = await once(child, 'exit')
  return code ?? 1
}

/**
 * Builds programs of the benchmark; npm packages are not bundled into them.
 * @param {string} outDir @param {Record<string, string>} input @param {object} output
 */
async function bundle(outDir, input, output = {}) {
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input, output },
    },
  })
}

if (existsSync('scripts/build.mjs')) {
  const code = await run('scripts/build.mjs')
  if (code !== 0) process.exit(code)
}
await bundle(BUILT, {
  main: 'tests/bench/main.ts',
  'bare-relay': 'tests/bench/processes/bare-relay.ts',
  'push-sink': 'tests/bench/processes/push-sink.ts',
  'page-server': 'tests/bench/processes/page-server.ts',
  flooder: 'tests/bench/processes/flooder.ts',
  'bad-link': 'tests/bench/processes/bad-link.ts',
})
await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  root: 'tests/bench/pages',
  build: {
    target: 'chrome125',
    outDir: `${BUILT}/pages`,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['bare-ring', 'engine', 'bare-call', 'plain-call'].map(
        (name) => `tests/bench/pages/${name}.html`,
      ),
    },
  },
})
// The same server as it would run without a bundler: one file per module, and node_modules.
await bundle(
  `${BUILT}/unbundled`,
  { main: 'tests/bench/processes/unbundled.ts' },
  { preserveModules: true },
)
process.exitCode = await run(`${BUILT}/main.js`, ...process.argv.slice(2))
