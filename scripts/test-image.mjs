/**
 * `npm run test:image`: builds the image of deploy/docker/Dockerfile, and runs it as compose.yaml does: as
 * a user without rights, on a root that cannot be written to. It prints the size of the image, and ends
 * with 1 if the image is too large or does not work.
 *
 * It needs root, Debian and the registries of Debian and npm, and asks no registry of images: the base is
 * made by base-image.mjs. It takes some minutes, so it is no part of `npm test`. Everything that it makes
 * is in a temporary folder, and goes at the end.
 */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeBaseRoot } from './base-image.mjs'
import { FOR_IMAGES, provide } from './system-packages.mjs'

const DOCKERFILE = 'deploy/docker/Dockerfile'
/** Of all files in the image, uncompressed. It has no base: Node and its libraries are among them. */
const SIZE_LIMIT_BYTES = 200_000_000
const IMAGE = 'localhost/peal'
const NAME = 'peal'
const WAIT_MS = 100
const HEALTHY_WITHIN_MS = 60_000
const METRICS_TOKEN = 'token-of-the-test-of-the-image'

if (process.getuid?.() !== 0 || !provide(FOR_IMAGES)) {
  console.error('npm run test:image needs root, to make a Debian and to run containers.')
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'peal-image-'))
// No layers, no daemon, no systemd: it works in a container as well.
const PODMAN = [
  ...['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')],
  ...['--storage-driver', 'vfs', '--runtime', 'runc', '--cgroup-manager', 'cgroupfs'],
  ...['--events-backend', 'none'],
]
// The health check is run from here, not by systemd's timers.
const env = { ...process.env, DISABLE_HC_SYSTEMD: 'true' }
/** Not more than this process has: raising them takes a right that containers lack. */
const LIMITS = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024']

/** Its output. @param {string[]} args */
function podman(...args) {
  return execFileSync('podman', [...PODMAN, ...args], { encoding: 'utf8', env }).trim()
}

/** @param {string[]} args */
function showPodman(...args) {
  execFileSync('podman', [...PODMAN, ...args], { stdio: ['ignore', 'inherit', 'inherit'], env })
}

/** @template T @param {string} what @param {() => T} act @returns {T} */
function step(what, act) {
  console.log(`${what} …`)
  const started = performance.now()
  const result = act()
  console.log(`${what}: ${((performance.now() - started) / 1_000).toFixed(1)} s`)
  return result
}

function build() {
  const [, base = ''] = /^FROM (\S+) AS build$/m.exec(readFileSync(DOCKERFILE, 'utf8')) ?? []
  const root = join(folder, 'base')
  step(`Making ${base}`, () => {
    makeBaseRoot(base, root)
    execFileSync('tar', ['-C', root, '-cf', `${root}.tar`, '.'])
    podman('import', '--quiet', `${root}.tar`, `docker.io/library/${base}`)
    rmSync(`${root}.tar`)
    rmSync(root, { recursive: true })
  })
  step('Building the image', () =>
    showPodman(
      ...[
        'build',
        '--isolation',
        'chroot',
        '--format',
        'docker',
        '--layers=false',
        '--pull=never',
        ...LIMITS,
      ],
      ...['--file', DOCKERFILE, '--tag', IMAGE, '.'],
    ),
  )
}

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

function checkContents() {
  const root = podman('image', 'mount', IMAGE)
  try {
    /** @param {string} path */
    const size = (path) => Number(/^\d+/.exec(execFileSync('du', ['-sb', path]).toString())?.[0])
    const parts = ['usr/local/bin/node', 'opt/peal/dist', 'opt/peal/node_modules', 'lib']
    for (const part of parts) console.log(`  ${part}: ${megabytes(size(join(root, part)))}`)
    const total = size(root)
    console.log(
      `The image: ${megabytes(total)} uncompressed, at most ${megabytes(SIZE_LIMIT_BYTES)}`,
    )
    assert(total <= SIZE_LIMIT_BYTES, 'the image is too large')
    /** @type {{ devDependencies: Record<string, string> }} */
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
    const installed = readdirSync(join(root, 'opt/peal/node_modules'))
    const unwanted = Object.keys(devDependencies).filter((name) => installed.includes(name))
    assert.deepEqual(unwanted, [], 'packages for development are in the image')
    const programs = ['bin', 'sbin', 'usr/bin', 'usr/local/bin'].flatMap((path) =>
      existsSync(join(root, path)) ? readdirSync(join(root, path)) : [],
    )
    assert.deepEqual(programs.sort(), ['env', 'node', 'peal'], 'there are other programs')
  } finally {
    podman('image', 'unmount', IMAGE)
  }
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer()
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)))
  const address = server.address()
  await new Promise((done) => server.close(done))
  assert(address !== null && typeof address === 'object')
  return address.port
}

async function untilHealthy() {
  for (const end = performance.now() + HEALTHY_WITHIN_MS; ; await wait(WAIT_MS)) {
    try {
      podman('healthcheck', 'run', NAME)
      return
    } catch (error) {
      const isOver = podman('inspect', '--format={{.State.Status}}', NAME) === 'exited'
      if (!isOver && performance.now() < end) continue
      showPodman('logs', NAME)
      throw error
    }
  }
}

async function run() {
  const secret = join(folder, 'secret')
  writeFileSync(secret, `${METRICS_TOKEN}\n`, { mode: 0o444 })
  const port = await freePort()
  const variables = {
    PORT: port,
    PEAL_STUN_PORT: 0,
    PEAL_METRICS_TOKEN_FILE: '/run/secrets/metrics-token',
  }
  podman(
    ...['run', '--detach', '--name', NAME, '--pull=never', '--network=host', ...LIMITS],
    ...['--read-only', '--tmpfs=/tmp', '--cap-drop=all', '--security-opt=no-new-privileges'],
    ...['--volume', 'peal-data:/data', '--volume', `${secret}:/run/secrets/metrics-token:ro`],
    ...Object.entries(variables).map(([name, value]) => `--env=${name}=${value}`),
    IMAGE,
  )
  await untilHealthy()

  const origin = `http://localhost:${port}`
  const [, token] = /^Create the first admin: \S+#(\S+)$/m.exec(podman('logs', NAME)) ?? []
  const client = { kind: 'desktop', maxTouchPoints: 0 }
  const joined = await fetch(`${origin}/api/join`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: origin },
    body: JSON.stringify({ token, handle: 'ada', name: 'Ada Lovelace', password: null, client }),
  })
  assert.equal(joined.status, 200, await joined.text())
  const [cookie = ''] = joined.headers.getSetCookie().map((each) => each.split(';', 1)[0])
  const session = await fetch(`${origin}/api/session`, { headers: { Cookie: cookie } })
  assert.match(await session.text(), /"handle":"ada"/)

  const people = podman('exec', NAME, 'peal', 'member', 'list')
  assert.match(people, /Ada Lovelace/)
  const metrics = await fetch(`${origin}/metrics`, {
    headers: { Authorization: `Bearer ${METRICS_TOKEN}` },
  })
  assert.equal(metrics.status, 200, 'the secret in the file is not taken')

  podman('stop', '--time=15', NAME)
  assert.equal(podman('inspect', '--format={{.State.ExitCode}}', NAME), '0')
}

// Ctrl+C ends the program that runs now as well, which throws: everything is removed.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => undefined)
try {
  build()
  checkContents()
  await run()
  console.log(
    'The image works: healthy, first admin joined, command line, secret by file, stopped.',
  )
} finally {
  podman('rm', '--all', '--force')
  rmSync(folder, { recursive: true, force: true })
}
