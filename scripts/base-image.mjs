/**
 * Makes the base image that the Dockerfile names, without asking a registry of images: a Debian by
 * debootstrap without what slim images leave out, with Node of that version and this machine's npm.
 */
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { provideNewestNode } from './newest-node.mjs'

/** `node:<version>-<suite>-slim` */
const NAME = /^node:(?<version>[\d.]+)-(?<suite>[a-z]+)-slim$/
/** What Debian's slim images leave out, and what apt fetched. */
const LEFT_OUT = [
  ...['doc', 'info', 'lintian', 'locale', 'man'].map((name) => `usr/share/${name}`),
  'var/cache/apt',
  'var/lib/apt/lists',
]

/** @param {string} program @param {string[]} args */
function ask(program, args) {
  return execFileSync(program, args, { encoding: 'utf8' }).trim()
}

/** npm asks the registry of this machine, and trusts whom this machine trusts. @param {string} root */
function configureNpm(root) {
  const [registry, cafile] = ['registry', 'cafile'].map((key) => ask('npm', ['config', 'get', key]))
  const lines = [`registry=${registry}`]
  if (cafile !== 'null') {
    copyFileSync(cafile ?? '', join(root, 'etc/authorities.pem'))
    lines.push('cafile=/etc/authorities.pem')
  }
  mkdirSync(join(root, 'usr/local/etc'), { recursive: true })
  writeFileSync(join(root, 'usr/local/etc/npmrc'), `${lines.join('\n')}\n`)
}

/** @param {string} root @param {string} version */
function addNode(root, version) {
  const node = provideNewestNode()
  const found = ask(join(node, 'bin/node'), ['--version'])
  if (found !== `v${version}`) throw new Error(`the Dockerfile names Node ${version}, not ${found}`)
  const local = join(root, 'usr/local')
  cpSync(node, local, { recursive: true })
  const npm = 'lib/node_modules/npm'
  cpSync(join(ask('npm', ['root', '--global']), 'npm'), join(local, npm), { recursive: true })
  for (const name of ['npm', 'npx']) {
    symlinkSync(`../${npm}/bin/${name}-cli.js`, join(local, 'bin', name))
  }
  appendFileSync(join(root, 'etc/passwd'), 'node:x:1000:1000::/home/node:/bin/bash\n')
  appendFileSync(join(root, 'etc/group'), 'node:x:1000:\n')
}

/**
 * Fills a folder with the root of the image of this name.
 * @param {string} name such as `node:26.10.0-bookworm-slim` @param {string} root does not exist yet
 */
export function makeBaseRoot(name, root) {
  const { version = '', suite = '' } = NAME.exec(name)?.groups ?? {}
  if (suite === '') throw new Error(`${name} is no slim image of Node on Debian`)
  const flags = ['--variant=minbase', '--include=libatomic1']
  execFileSync('debootstrap', [...flags, suite, root], { stdio: ['ignore', 'ignore', 'inherit'] })
  for (const path of LEFT_OUT) {
    for (const entry of readdirSync(join(root, path))) {
      rmSync(join(root, path, entry), { recursive: true, force: true })
    }
  }
  addNode(root, version)
  configureNpm(root)
}
