/** A relay of one's own: coturn with one user, on this machine alone. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../support/free-port.ts'

export const TURN_USER = { username: 'bench', credential: 'bench' }

export async function startTurn(): Promise<{ port: number; stop: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'peal-bench-turn-'))
  const port = await freePort()
  const { username, credential } = TURN_USER
  const child = spawn(
    'turnserver',
    [
      ...['-n', '--no-cli', '--no-tls', '--no-dtls', '--lt-cred-mech', '--allow-loopback-peers'],
      ...['--realm', 'bench', '--user', `${username}:${credential}`],
      ...['--listening-ip', '127.0.0.1', '--relay-ip', '127.0.0.1'],
      ...['--listening-port', String(port), '--pidfile', join(folder, 'pid')],
      ...['--userdb', join(folder, 'db'), '--log-file', 'stdout'],
    ],
    { stdio: 'ignore' },
  )
  const ended = once(child, 'exit')
  return {
    port,
    async stop() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
