/** A self-signed certificate for the services that replace those of the internet. */
import { execFileSync } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Certificate {
  readonly key: Buffer
  readonly cert: Buffer
  /** Where `cert` lies, for `NODE_EXTRA_CA_CERTS`. */
  readonly certFile: string
  /** What Chromium's `--ignore-certificate-errors-spki-list` takes: SHA-256 of the public key. */
  readonly spki: string
  remove(): void
}

/** Makes a self-signed certificate for these host names, `localhost` and 127.0.0.1. Needs openssl. */
export function makeCertificate(names: readonly string[]): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'peal-certificate-'))
  const keyFile = join(folder, 'key.pem')
  const certFile = join(folder, 'cert.pem')
  const alternatives = ['localhost', ...names].map((name) => `DNS:${name}`).join(',')
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-nodes', '-days', '2', '-subj', '/CN=push services of a test'],
      ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
      ...['-addext', `subjectAltName=${alternatives},IP:127.0.0.1`],
      ...['-keyout', keyFile, '-out', certFile],
    ],
    { stdio: 'pipe' },
  )
  const cert = readFileSync(certFile)
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' })
  return {
    key: readFileSync(keyFile),
    cert,
    certFile,
    spki: createHash('sha256').update(publicKey).digest('base64'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
