/**
 * `npm run build`: builds the app into dist/pwa, the server and the command line into dist/server.
 * The new build replaces the old one only when it is complete, so that an interrupted build changes
 * nothing. The old build's hashed files are kept for pages that are still open.
 * With `--server` it builds only the server again, for another Node than the one that built the app.
 */
import { spawn } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { addLanguages } from './languages.mjs'
import { isBuilt, lookAtSources, readStamp, STAMP, writeStamp } from './built.mjs'

const top = join(import.meta.dirname, '..')
const dist = join(top, 'dist')
const next = join(dist, 'next')
const LOCK = join(dist, 'building')

const COMPRESSED = /\.(?:css|html|js|json|svg|webmanifest)$/
/** Smaller files gain nothing. */
const COMPRESS_FROM_BYTES = 1_024
const WAIT_MS = 200
/** A server that does not start within this gets no code cache from the build. */
const WARM_MS = 30_000

/**
 * Runs a program of node_modules; its output is told only if it fails.
 * @param {string} name @param {readonly string[]} args @returns {Promise<void>}
 */
function runBin(name, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(top, 'node_modules/.bin', name), ...args], {
      cwd: top,
      env: { ...process.env, NODE_ENV: 'production' },
    })
    let output = ''
    child.stdout.on('data', (bytes) => (output += bytes))
    child.stderr.on('data', (bytes) => (output += bytes))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`${name} ${args.join(' ')} failed:\n${output}`))
    })
  })
}

async function buildServer() {
  const folder = join(next, 'server')
  const config = ['--config', 'vite.server.config.ts', '--outDir', folder]
  for (const entry of ['main', 'cli']) {
    await runBin('vite', ['build', ...config, '--ssr', `push-server/${entry}.ts`])
  }
  cpSync(join(top, 'push-server/demo/portraits'), join(folder, 'portraits'), { recursive: true })
  for (const script of ['server-loader.mjs', 'native-module.mjs', 'programs.mjs']) {
    copyFileSync(join(import.meta.dirname, script), join(folder, script))
  }
  const programs = { 'main.js': 'runServer', 'cli.js': 'runCli' }
  for (const [file, program] of Object.entries(programs)) {
    const dist = "join(import.meta.dirname, '..')"
    writeFileSync(
      join(folder, file),
      `import { join } from 'node:path'\nimport { ${program} } from './programs.mjs'\n` +
        `await ${program}(${dist}, process.argv.slice(2))\n`,
    )
  }
}

/**
 * Runs each program of a build once, so that it writes V8's code cache beside it. If a program cannot
 * be run now, its first start writes the cache.
 * @param {string} folder where the build is
 */
async function makeCodeCaches(folder) {
  const data = mkdtempSync(join(tmpdir(), 'peal-build-'))
  // The user's own settings are left out: they are checked when the user starts the server.
  const env = {
    PATH: process.env.PATH ?? '',
    PEAL_DATA: data,
    PORT: '0',
    PEAL_STUN_PORT: '0',
    LOG_LEVEL: 'silent',
  }
  /** @param {string} name @param {string[]} args */
  const begin = (name, ...args) =>
    spawn(process.execPath, [join(folder, 'server', name), ...args], {
      cwd: top,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  const server = begin('main.js')
  const late = setTimeout(() => server.kill('SIGKILL'), WARM_MS)
  server.stdout.on('data', () => server.kill('SIGTERM'))
  await new Promise((resolve) => server.once('close', resolve))
  clearTimeout(late)
  await new Promise((resolve) => begin('cli.js', 'member', 'list').once('close', resolve))
  rmSync(data, { recursive: true, force: true })
}

/**
 * Writes compressed .gz and .br copies beside the files, for the server to send.
 * @param {string} folder
 */
function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !COMPRESSED.test(entry.name)) continue
    const file = join(entry.parentPath, entry.name)
    const bytes = readFileSync(file)
    if (bytes.length < COMPRESS_FROM_BYTES) continue
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }))
  }
}

/** @param {string} folder */
function assetsOf(folder) {
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Copies the old build's hashed files into the new one. @returns {string[]} the new build's own */
function keepFormerAssets() {
  const own = assetsOf(join(next, 'pwa/assets'))
  const present = new Set(own)
  for (const name of readStamp().assets ?? []) {
    const from = join(dist, 'pwa/assets', name)
    if (!present.has(name) && existsSync(from)) copyFileSync(from, join(next, 'pwa/assets', name))
  }
  return own
}

/** @param {'pwa' | 'server'} name */
function replace(name) {
  const old = join(dist, `former-${name}`)
  rmSync(old, { recursive: true, force: true })
  if (existsSync(join(dist, name))) renameSync(join(dist, name), old)
  renameSync(join(next, name), join(dist, name))
  rmSync(old, { recursive: true, force: true })
}

async function build() {
  const sources = lookAtSources()
  rmSync(next, { recursive: true, force: true })
  await runBin('vite', ['build', '--outDir', join(next, 'pwa'), '--emptyOutDir'])
  await addLanguages(join(next, 'pwa'))
  await runBin('vite', ['build', '--config', 'vite.embed.config.ts', '--outDir', join(next, 'pwa')])
  await buildServer()
  await makeCodeCaches(next)
  compress(join(next, 'pwa'))
  const assets = keepFormerAssets()
  rmSync(STAMP, { force: true })
  replace('pwa')
  replace('server')
  rmSync(next, { recursive: true, force: true })
  writeStamp({ ...sources, assets })
}

/** @param {unknown} error @returns {unknown} the system's code */
const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : null)

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Takes the build lock, or that of a dead process. @returns {Promise<() => void>} releases it */
async function takeTurn() {
  mkdirSync(dist, { recursive: true })
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
      return () => rmSync(LOCK, { force: true })
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const owner = Number(existsSync(LOCK) ? readFileSync(LOCK, 'utf8') : 0)
    if (owner > 0 && !isAlive(owner)) rmSync(LOCK, { force: true })
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
}

/**
 * Builds unless the build is of the present sources. `say` is told before it begins.
 * @param {(line: string) => void} say
 */
export async function buildIfNeeded(say) {
  if (isBuilt()) return
  const done = await takeTurn()
  try {
    if (isBuilt()) return
    say('Building Peal…')
    await build()
  } finally {
    done()
  }
}

/** Builds the server again, beside the app that is in dist/. */
async function buildServerAgain() {
  const done = await takeTurn()
  try {
    rmSync(next, { recursive: true, force: true })
    await buildServer()
    replace('server')
    rmSync(next, { recursive: true, force: true })
    await makeCodeCaches(dist)
  } finally {
    done()
  }
}

if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--server') && isBuilt()) await buildServerAgain()
  await buildIfNeeded((line) => console.log(line))
  console.log('The build in dist/ is of the present sources.')
}
