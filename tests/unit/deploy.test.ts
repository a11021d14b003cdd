/** What the files of deploy/ promise about secrets and rights. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const read = (path: string) => readFileSync(`deploy/${path}`, 'utf8')

describe('nginx', () => {
  it('writes no address of a request into a log, and redirects to its own name alone', () => {
    const conf = read('nginx/peal.conf')
    const servers = conf.split(/^server \{$/m).slice(1)
    expect(servers).toHaveLength(2)
    for (const server of servers) expect(server).toMatch(/^\s*access_log off;$/m)
    // Its messages about single requests, which name their addresses, are less than critical.
    expect(servers[1]).toMatch(/^\s*error_log \S+ crit;$/m)
    expect(conf).not.toMatch(/return 30\d https?:\/\/\$/)
  })
})

describe('the proxies', () => {
  it('pass on the host with its port, WebSockets, and whence requests come', () => {
    const nginx = read('nginx/peal.conf')
    expect(nginx).toMatch(/^\s*proxy_set_header Host \$http_host;$/m)
    expect(nginx).toMatch(/^\s*proxy_set_header X-Forwarded-For \$remote_addr;$/m)
    expect(nginx).toMatch(/^\s*proxy_set_header Upgrade \$http_upgrade;$/m)
    // Caddy does so by itself.
    expect(read('caddy/Caddyfile')).toContain('reverse_proxy')
  })
})

describe('the containers', () => {
  it('have no rights that they do not need, and no secret in their environment or command', () => {
    const files = ['compose.yaml', 'compose.turn.yaml', 'coturn.yaml']
    const texts = files.map((file) => read(`docker/${file}`))
    const services = texts.flatMap((text) => text.split(/^ {2}(?:peal|caddy|coturn):$/m).slice(1))
    const own = services.filter((service) => /^ {4}(?:image|build):/m.test(service))
    expect(own).toHaveLength(4)
    for (const service of own) {
      expect(service).toMatch(/^ {4}read_only: true$/m)
      expect(service).toMatch(/^ {4}cap_drop: \[ALL\]$/m)
      expect(service).toContain('no-new-privileges:true')
    }
    const extending = services.filter((service) => /^ {4}extends:/m.test(service))
    expect(extending).toHaveLength(2)
    for (const service of extending) {
      expect(service).toContain('file: coturn.yaml')
      expect(service).not.toMatch(/cap_add|privileged|user:/)
    }
    for (const text of texts) {
      expect(text).not.toMatch(/SECRET: |\$\{[A-Z_]*SECRET/)
      expect(text).toMatch(/^secrets:\n {2}turn-secret:\n {4}file: /m)
    }
  })

  it('keep their secrets out of the image, and their logs out of the memory', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n')
    const [, secret = ''] = /^ {4}file: \.\/(\S+)$/m.exec(read('docker/compose.yaml')) ?? []
    expect(ignored).toEqual(expect.arrayContaining([`**/${secret}`, '**/.env']))
    expect(read('docker/coturn.sh')).toMatch(/^exec turnserver .*--log-file=stdout /m)
  })

  // `npm run test:image` checks what the image contains.
  it('run Peal of this version as a user without rights, on the Node that is tested', () => {
    const dockerfile = read('docker/Dockerfile')
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(dockerfile).toContain(`org.opencontainers.image.version="${version}"`)
    const [, tested] =
      /VERSION = '([\d.]+)'/.exec(readFileSync('scripts/newest-node.mjs', 'utf8')) ?? []
    expect(dockerfile).toMatch(new RegExp(`^FROM node:${tested}-[a-z]+-slim AS build$`, 'm'))
    expect(dockerfile).toMatch(/^USER [1-9]\d*:[1-9]\d*$/m)
    expect(dockerfile).toMatch(/^HEALTHCHECK /m)
    // Nothing says for which kind of machine it is.
    expect(dockerfile + read('docker/collect.sh')).not.toMatch(/x86_64|amd64(?!,)|aarch64/)
  })
})

describe('the service of systemd', () => {
  const analyze = (...args: string[]) => spawnSync('systemd-analyze', args, { encoding: 'utf8' })
  // Only Debian with systemd has the tool; elsewhere the unit is not used either.
  const isThere = analyze('--version').status === 0

  it.runIf(isThere)('is exposed to nothing that it does not need', () => {
    const { stdout } = analyze('security', '--offline=true', 'deploy/systemd/peal.service')
    const level = /Overall exposure level for \S+: (\d+\.\d)/.exec(stdout)?.[1]
    expect(Number(level)).toBeLessThanOrEqual(2)
  })
})
