/**
 * `npm run build`: the app into dist/pwa, server and command line into dist/server. Everything is
 * made beside the present build and takes its place at the end, so that an interrupted build leaves
 * the former whole. The former build's hashed files stay, for pages that are still open.
 */
import { spawn } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { hashSources } from './sources-hash.mjs'

const top = join(import.meta.dirname, '..')
const dist = join(top, 'dist')
const next = join(dist, 'next')
const STAMP = join(dist, 'built.json')
const LOCK = join(dist, 'building')

const COMPRESSED = /\.(?:css|html|js|json|svg|webmanifest)$/
/** Smaller files gain nothing. */
const COMPRESS_FROM_BYTES = 1_024
const WAIT_MS = 200

/** Whether the build is of the present sources. */
export function isBuilt() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8')).sources === hashSources(top)
  } catch {
    return false
  }
}

/** Runs a program of node_modules; its output is told only if it fails. */
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
  for (const script of ['server-loader.mjs', 'programs.mjs']) {
    copyFileSync(join(import.meta.dirname, script), join(folder, script))
  }
  for (const [file, program] of [
    ['main.js', 'runServer'],
    ['cli.js', 'runCli'],
  ]) {
    const dist = "join(import.meta.dirname, '..')"
    writeFileSync(
      join(folder, file),
      `import { join } from 'node:path'\nimport { ${program} } from './programs.mjs'\n` +
        `await ${program}(${dist}, process.argv.slice(2))\n`,
    )
  }
}

/** Writes .gz and .br beside the files that gain by it; the server sends them as they are. */
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

function assetsOf(folder) {
  return existsSync(folder) ? readdirSync(folder) : []
}

/** Adds the hashed files of the build before to the new one's. @returns {string[]} the new one's */
function keepFormerAssets() {
  const own = assetsOf(join(next, 'pwa/assets'))
  const present = new Set(own)
  const former = existsSync(STAMP) ? (JSON.parse(readFileSync(STAMP, 'utf8')).assets ?? []) : []
  for (const name of former) {
    const from = join(dist, 'pwa/assets', name)
    if (!present.has(name) && existsSync(from)) copyFileSync(from, join(next, 'pwa/assets', name))
  }
  return own
}

function replace(name) {
  const old = join(dist, `former-${name}`)
  rmSync(old, { recursive: true, force: true })
  if (existsSync(join(dist, name))) renameSync(join(dist, name), old)
  renameSync(join(next, name), join(dist, name))
  rmSync(old, { recursive: true, force: true })
}

async function build() {
  const sources = hashSources(top)
  rmSync(next, { recursive: true, force: true })
  await runBin('vite', ['build', '--outDir', join(next, 'pwa'), '--emptyOutDir'])
  await buildServer()
  compress(join(next, 'pwa'))
  const assets = keepFormerAssets()
  rmSync(STAMP, { force: true, recursive: true })
  replace('pwa')
  replace('server')
  rmSync(next, { recursive: true, force: true })
  writeFileSync(STAMP, JSON.stringify({ sources, assets }))
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** One build at a time; a dead builder's lock goes. @returns {Promise<() => void>} lets go */
async function takeTurn() {
  mkdirSync(dist, { recursive: true })
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
      return () => rmSync(LOCK, { force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const owner = Number(existsSync(LOCK) ? readFileSync(LOCK, 'utf8') : 0)
    if (owner > 0 && !isAlive(owner)) rmSync(LOCK, { force: true })
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS))
  }
}

/** Builds unless the build is of the present sources. `say` is told before it begins. */
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

if (process.argv[1] === import.meta.filename) {
  await buildIfNeeded((line) => console.log(line))
  console.log('The build in dist/ is of the present sources.')
}
