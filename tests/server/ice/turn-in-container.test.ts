/** coturn as deploy/docker runs it, with the certificates that Caddy keeps. */
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { certificateFor, type Certificate } from '../../support/certificates.ts'
import { TURN_SECRET, startCoturn } from '../../support/coturn.ts'
import { doctor } from '../../support/doctor.ts'
import { startServer } from '../../support/server.ts'
import { tempDir } from '../../support/temp-dir.ts'
import { until } from '../../support/until.ts'

const RECOMMENDED = readFileSync('deploy/coturn/turnserver.conf', 'utf8')

/** Puts a certificate where Caddy does. */
function keep(caddy: string, { cert, key }: Certificate): void {
  const folder = join(caddy, 'caddy/certificates/acme-v02.api.letsencrypt.org-directory/localhost')
  mkdirSync(folder, { recursive: true })
  copyFileSync(key, join(folder, 'localhost.key'))
  copyFileSync(cert, join(folder, 'localhost.crt'))
}

async function servedAt(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await once(socket, 'secureConnect')
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}

const fingerprintOf = ({ cert }: Certificate) =>
  new X509Certificate(readFileSync(cert)).fingerprint256

describe('coturn in its container', () => {
  it('gives relays by TLS on both ports, to the credentials of pages', async () => {
    const caddy = tempDir()
    const certificate = await certificateFor()
    keep(caddy, certificate)
    const { tlsPort, tlsPortToo } = await startCoturn({ config: RECOMMENDED, caddy })
    const urls = [tlsPort, tlsPortToo].map((port) => `turns:localhost:${port}?transport=tcp`)
    const { of } = await doctor(await startServer(), {
      NODE_EXTRA_CA_CERTS: certificate.cert,
      // Push services are of no interest here.
      HTTPS_PROXY: 'http://127.0.0.1:1',
      PEAL_TURN_URLS: urls.join(','),
      PEAL_TURN_SECRET: TURN_SECRET,
    })
    expect(of('turn')).toEqual(
      urls.map((url) => expect.stringContaining(`${url} relays from 127.0.0.1:`)),
    )
  })

  it('runs without TLS until Caddy has a certificate, and then ends to be started again', async () => {
    const caddy = tempDir()
    const { ended } = await startCoturn({ config: RECOMMENDED, caddy })
    keep(caddy, await certificateFor())
    await ended
  })

  it('reads the certificate again when Caddy has renewed it', async () => {
    const caddy = tempDir()
    const [former, renewed] = [await certificateFor(), await certificateFor()]
    keep(caddy, former)
    const { tlsPort } = await startCoturn({ config: RECOMMENDED, caddy })
    expect(await servedAt(tlsPort)).toBe(fingerprintOf(former))
    keep(caddy, renewed)
    await until('it serves the new one', async () => {
      return (await servedAt(tlsPort)) === fingerprintOf(renewed)
    })
  })
})
