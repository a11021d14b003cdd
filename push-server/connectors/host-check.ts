/** Checks whether the host of a connector answers, for an administrator. */
import { Agent, ProxyAgent, request } from 'undici'
import { errorCode } from '../error-code.ts'

const TIMEOUT_MS = 5_000

/** `unknown`: there is no such host. `certificate`: browsers would not trust its certificate. */
export type HostFinding = 'answers' | 'no-answer' | 'unknown' | 'certificate'

export interface HostCheckDeps {
  readonly httpsProxy: string | null
  /** PEM of the trusted certificate authorities; default: the system's. */
  readonly authorities?: string
}

const UNTRUSTED = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/

/** Asks the host. Any answer counts, since rooms may redirect or need a sign-in. */
export async function checkHost(host: string, deps: HostCheckDeps): Promise<HostFinding> {
  const { httpsProxy, authorities } = deps
  const tls = { ca: authorities }
  const dispatcher =
    httpsProxy === null
      ? new Agent({ connect: { ...tls, timeout: TIMEOUT_MS } })
      : new ProxyAgent({ uri: httpsProxy, requestTls: tls })
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const { body } = await request(`https://${host}/`, { method: 'HEAD', dispatcher, signal })
    await body.dump()
    return 'answers'
  } catch (error) {
    const code = errorCode(error) ?? ''
    if (code === 'ENOTFOUND') return 'unknown'
    return UNTRUSTED.test(code) ? 'certificate' : 'no-answer'
  } finally {
    await dispatcher.destroy()
  }
}
