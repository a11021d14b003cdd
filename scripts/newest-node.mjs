/**
 * The newest Node LTS, for running the server tests on it as well: its npm package brings binary
 * and headers, so that native addons are built against it.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { BESIDE_BROWSERS, run, runTests } from './run-tests.mjs'
import { failedBecause } from './test-report.mjs'

const VERSION = '26.10.0'
const FOLDER = resolve('node_modules/.cache/newest-node')
/** Addons that are built for one version of Node; the others use Node-API. */
const ADDONS = ['better-sqlite3']
const NODE = `${FOLDER}/node_modules/node-linux-${process.arch}`

/**
 * Runs the server tests on the newest Node LTS, in a copy of the sources and of node_modules where
 * the server and the addons that depend on the version of Node are built anew. The built app is the
 * same on each.
 * @returns {Promise<import('./test-report.mjs').Counts>}
 */
export async function runServerTestsOnNewestNode() {
  console.log(`Server tests on Node ${VERSION}`)
  const copy = `${FOLDER}/peal`
  const node = `${NODE}/bin/node`
  const env = {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    npm_config_nodedir: NODE,
  }
  try {
    provideNewestNode()
    copySources(copy)
    copyModules(copy)
    for (const built of ['pwa', 'built.json']) {
      cpSync(join('dist', built), join(copy, 'dist', built), { recursive: true })
    }
    execFileSync('npm', ['rebuild', ...ADDONS], { cwd: copy, env, stdio: 'inherit' })
  } catch (error) {
    return failedBecause(`Node ${VERSION} could not be set up: ${String(error)}`)
  }
  const on = { node, cwd: copy, env, nice: BESIDE_BROWSERS }
  if ((await run(['scripts/build.mjs', '--server'], on)) !== 0)
    return failedBecause(`the build on Node ${VERSION} failed: see above`)
  return runTests(['server'], [], on)
}

/** Installs it unless it is there. @returns the folder with its bin/ and include/ */
export function provideNewestNode() {
  if (existsSync(`${NODE}/LICENSE`)) return NODE
  mkdirSync(FOLDER, { recursive: true })
  const name = `node-linux-${process.arch}@${VERSION}`
  const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund']
  execFileSync('npm', ['install', '--prefix', FOLDER, ...flags, name], { stdio: 'inherit' })
  return NODE
}

/** Copies all files that git tracks or does not ignore. @param {string} folder */
function copySources(folder) {
  rmSync(folder, { recursive: true, force: true })
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const files = execFileSync('git', args, { encoding: 'utf8' }).split('\0')
  for (const file of files.filter((name) => name !== '' && existsSync(name))) {
    cpSync(file, `${folder}/${file}`, { recursive: true })
  }
}

/**
 * Copies node_modules without `.cache`, which contains the copy itself. Only the addons become files
 * of their own, because npm may write into them; the rest is linked, as copying it costs four times as
 * much.
 * @param {string} folder
 */
function copyModules(folder) {
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  const linked = readdirSync('node_modules').filter((name) => ![...ADDONS, '.cache'].includes(name))
  const paths = (/** @type {string[]} */ names) => names.map((name) => join('node_modules', name))
  execFileSync('cp', ['--archive', '--link', ...paths(linked), modules])
  execFileSync('cp', ['--archive', ...paths(ADDONS), modules])
}
