/** Debian packages that tests need, each with a command by which its presence is checked. */
import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @typedef {Readonly<Record<string, string>>} Packages command -> Debian package */

/** @type {Packages} what `npm test` needs */
const FOR_TESTS = {
  caddy: 'caddy',
  certutil: 'libnss3-tools',
  chromium: 'chromium',
  'dbus-daemon': 'dbus',
  'firefox-esr': 'firefox-esr',
  initdb: 'postgresql',
  ip: 'iproute2',
  // Firefox needs its library to show notifications.
  'notify-send': 'libnotify-bin',
  openssl: 'openssl',
  turnserver: 'coturn',
}

/** @type {Packages} what `npm run test:image` needs */
export const FOR_IMAGES = { debootstrap: 'debootstrap', podman: 'podman', runc: 'runc' }

/** Where Debian puts the programs of PostgreSQL's server, in a folder for each version. */
const POSTGRES = '/usr/lib/postgresql'

function postgresFolders() {
  if (!existsSync(POSTGRES)) return []
  return readdirSync(POSTGRES).map((version) => join(POSTGRES, version, 'bin'))
}

/** @param {string} command */
function isThere(command) {
  const path = (process.env.PATH ?? '').split(delimiter)
  const folders = [...path, '/usr/sbin', '/sbin', ...postgresFolders()]
  return folders.some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/**
 * Installs missing packages if this process is root and there is apt, else prints how to.
 * @param {Packages} [packages]
 * @returns {boolean} whether everything is there
 */
export function provide(packages = FOR_TESTS) {
  const missing = Object.entries(packages).filter(([command]) => !isThere(command))
  if (missing.length === 0) return true
  const names = [...new Set(missing.map(([, name]) => name))]
  if (process.getuid?.() !== 0 || !isThere('apt-get')) {
    console.error(`The tests need: sudo apt-get install --no-install-recommends ${names.join(' ')}`)
    return false
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit', env })
  execFileSync('apt-get', ['install', '-qy', '--no-install-recommends', ...names], {
    stdio: 'inherit',
    env,
  })
  return true
}
