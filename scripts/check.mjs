/**
 * `npm run check`: the types of each program, lint and formatting, side by side.
 * Caches rest in node_modules/.cache. Prints the output of what failed; exit 1 if anything did.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'

const CACHE = 'node_modules/.cache/check'

/**
 * The programs: each compiles with the types of its own place only.
 * @type {readonly (readonly [compiler: string, program: string])[]}
 */
const PROGRAMS = [
  ['tsc', 'tsconfig.json'],
  ['tsc', 'protocol/tsconfig.json'],
  ['tsc', 'push-server/tsconfig.json'],
  ['vue-tsc', 'pwa/tsconfig.json'],
  ['tsc', 'pwa/worker/tsconfig.json'],
  ['tsc', 'tests/tsconfig.json'],
  ['tsc', 'tests/unit/worker/tsconfig.json'],
]

const types = PROGRAMS.filter(([, program]) => existsSync(program)).map(([compiler, program]) => {
  const info = `${CACHE}/${program.replaceAll('/', '-')}.tsbuildinfo`
  const flags = ['-p', program, '--noEmit', '--incremental', '--tsBuildInfoFile', info]
  return { name: `types of ${program}`, command: [compiler, ...flags] }
})

/** @param {string} name */
const cached = (name) => ['--cache', '--cache-location', `${CACHE}/${name}`]
// In two parts, so that two cores share the longest of the checks.
const LINT = {
  app: ['pwa'],
  rest: ['protocol', 'push-server', 'tests', 'scripts', '*.js', '*.ts'],
}
const lint = Object.entries(LINT).map(([part, paths]) => ({
  name: `lint of ${part}`,
  command: ['eslint', ...cached(`eslint-${part}`), '--max-warnings=0', ...paths],
}))

const checks = [
  ...lint,
  ...types,
  {
    name: 'formatting',
    command: ['prettier', ...cached('prettier'), '--cache-strategy=content', '--check', '.'],
  },
]

/**
 * Runs one check to its end; its output is shown only if it failed.
 * @param {{ name: string, command: readonly string[] }} check @returns {Promise<boolean>}
 */
function run({ name, command }) {
  const [program, ...args] = command
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`node_modules/.bin/${program}`, ...args])
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
