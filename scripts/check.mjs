/**
 * `npm run check`: checks types, lint and formatting in parallel, with caches in
 * node_modules/.cache. Prints the output of failed checks; the exit code is 1 if there are any.
 */
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

const CACHE = 'node_modules/.cache/check'

/** TypeScript 7 is ten times as fast; vue-tsc and ESLint still need 6. */
const TSC = 'node_modules/typescript-native/bin/tsc'
const BIN = 'node_modules/.bin'

/** The TypeScript projects. Each has only the global types of the place where its code runs. */
const PROGRAMS = [
  'tsconfig.json',
  'protocol/tsconfig.json',
  'push-server/tsconfig.json',
  'pwa/worker/tsconfig.json',
  'tests/tsconfig.json',
  'tests/unit/worker/tsconfig.json',
]

/** @param {string} program */
const incremental = (program) => [
  ...['-p', program, '--noEmit', '--incremental'],
  ...['--tsBuildInfoFile', `${CACHE}/${program.replaceAll('/', '-')}.tsbuildinfo`],
]

const ESLINT = ['--cache', '--cache-location', `${CACHE}/eslint`, '--max-warnings=0']

/** The longest first, so that two cores end at about the same time. */
const checks = [
  { name: 'lint of components', command: [`${BIN}/eslint`, ...ESLINT, 'pwa'] },
  {
    name: 'types of pwa/tsconfig.json',
    command: [`${BIN}/vue-tsc`, ...incremental('pwa/tsconfig.json')],
  },
  { name: 'lint', command: [`${BIN}/oxlint`] },
  ...PROGRAMS.map((program) => ({
    name: `types of ${program}`,
    command: [TSC, ...incremental(program)],
  })),
  { name: 'formatting', command: [`${BIN}/oxfmt`, '--check'] },
]

/**
 * Runs one check to its end; its output is shown only if it failed.
 * @param {{ name: string, command: readonly string[] }} check @returns {Promise<boolean>}
 */
function run({ name, command }) {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...command])
    let output = ''
    child.stdout.on('data', (bytes) => (output += bytes))
    child.stderr.on('data', (bytes) => (output += bytes))
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
      if (code !== 0) console.log(output)
      resolve(code === 0)
    })
  })
}

const waiting = [...checks]
/** @type {boolean[]} */
const results = []
async function worker() {
  for (let check = waiting.shift(); check; check = waiting.shift()) results.push(await run(check))
}
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker))
process.exitCode = results.every(Boolean) ? 0 : 1
