/** Self-signed certificates for test servers. NODE_EXTRA_CA_CERTS makes Peal trust one. */
import { execFile } from 'node:child_process'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { tempDir } from './temp-dir.ts'

const exec = promisify(execFile)

export interface Certificate {
  /** Files, PEM. */
  readonly cert: string
  readonly key: string
}

/** A certificate for these names and addresses. */
export async function certificateFor(
  names: readonly string[] = ['localhost', '127.0.0.1'],
  days = 100,
): Promise<Certificate> {
  const folder = tempDir()
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const alternatives = names.map((name) => `${isIP(name) === 0 ? 'DNS' : 'IP'}:${name}`).join(',')
  const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  const subject = ['-subj', '/CN=test', '-addext', `subjectAltName=${alternatives}`]
  await exec('openssl', [...args, '-keyout', key, '-out', cert, '-days', String(days), ...subject])
  return { cert, key }
}
