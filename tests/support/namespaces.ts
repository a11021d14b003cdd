/**
 * Three network namespaces in a line: two clients, and between them a router, where the server runs.
 * Needs root and iproute2.
 */
import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const CHROMIUM = process.env.PEAL_CHROMIUM ?? '/usr/bin/chromium'

export interface Network {
  /** Runs a command at the router. */
  readonly atRouter: readonly string[]
  /** The router's address, which both clients reach. */
  readonly routerAddress: string
  /** A program that starts Chromium at a client. */
  readonly chromiumAt: { readonly a: string; readonly b: string }
  /** Makes the router drop UDP, but not TCP. */
  cutUdp(): void
  healUdp(): void
  remove(): void
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Creates the network, or throws an error that says what is missing. */
export function createNetwork(): Network {
  if (process.getuid?.() !== 0)
    throw new Error('network namespaces need root: run this test as root')
  // Names and addresses of their own, so that two runs on one machine do not meet.
  const tag = `peal${process.pid}`
  const net = randomInt(16, 200)
  const [a, b, router] = [`${tag}a`, `${tag}b`, `${tag}r`]
  const folder = mkdtempSync(join(tmpdir(), 'peal-net-'))
  for (const name of [a, b, router]) {
    ip('netns', 'add', name)
    ip('-n', name, 'link', 'set', 'lo', 'up')
  }
  const connect = (client: string, subnet: number) => {
    const link = `l${subnet}`
    const back = `r${subnet}`
    ip('link', 'add', link, 'netns', client, 'type', 'veth', 'peer', 'name', back, 'netns', router)
    ip('-n', client, 'addr', 'add', `10.${net}.${subnet}.2/24`, 'dev', link)
    ip('-n', router, 'addr', 'add', `10.${net}.${subnet}.1/24`, 'dev', back)
    ip('-n', client, 'link', 'set', link, 'up')
    ip('-n', router, 'link', 'set', back, 'up')
    ip('-n', client, 'route', 'add', 'default', 'via', `10.${net}.${subnet}.1`)
  }
  connect(a, 1)
  connect(b, 2)
  ip('netns', 'exec', router, 'sysctl', '-qw', 'net.ipv4.ip_forward=1')
  const chromiumAt = (name: string) => {
    const file = join(folder, name)
    writeFileSync(file, `#!/bin/sh\nexec ip netns exec ${name} ${CHROMIUM} "$@"\n`, { mode: 0o755 })
    return file
  }
  const rule = ['ipproto', 'udp', 'blackhole', 'pref', '10']
  return {
    atRouter: ['ip', 'netns', 'exec', router],
    routerAddress: `10.${net}.1.1`,
    chromiumAt: { a: chromiumAt(a), b: chromiumAt(b) },
    cutUdp: () => ip('-n', router, 'rule', 'add', ...rule),
    healUdp: () => ip('-n', router, 'rule', 'del', ...rule),
    remove() {
      for (const name of [a, b, router]) ip('netns', 'del', name)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
