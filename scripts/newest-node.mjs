/**
 * The newest Node LTS, for running the server tests on it as well: its npm package brings binary
 * and headers, so that native addons are built against it.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { delimiter, dirname, resolve } from 'node:path'
import { run, runTests } from './run-tests.mjs'

const VERSION = '26.10.0'
const FOLDER = resolve('node_modules/.cache/newest-node')
const NODE = `${FOLDER}/node_modules/node-linux-${process.arch}`

/**
 * Runs the server tests on the newest Node LTS, in a copy of the sources with its own node_modules.
 * @returns {Promise<{passed: number, failed: number}>}
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
    install(`${NODE}/LICENSE`)
    copySources(copy)
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: copy, env, stdio: 'inherit' })
  } catch (error) {
    console.error(`Node ${VERSION} could not be set up: ${error.message}`)
    return { passed: 0, failed: 1 }
  }
  const on = { node, cwd: copy, env }
  if ((await run(['scripts/build.mjs'], on)) !== 0) return { passed: 0, failed: 1 }
  return runTests(['server'], [], on)
}

/** @param {string} proof a file that is there once the package is */
function install(proof) {
  if (existsSync(proof)) return
  mkdirSync(FOLDER, { recursive: true })
  const name = `node-linux-${process.arch}@${VERSION}`
  const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund']
  execFileSync('npm', ['install', '--prefix', FOLDER, ...flags, name], { stdio: 'inherit' })
}

/** Copies what git knows or would add. */
function copySources(folder) {
  rmSync(folder, { recursive: true, force: true })
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const files = execFileSync('git', args, { encoding: 'utf8' }).split('\0')
  for (const file of files.filter((name) => name !== '' && existsSync(name))) {
    cpSync(file, `${folder}/${file}`, { recursive: true })
  }
}
