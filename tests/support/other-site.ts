import { createServer } from 'node:http'
import type { OutgoingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface OtherSite {
  readonly url: string
  stop(): void
}

/** Another site on the web: one page that does as its script says. */
export function otherSite(script: string): Promise<OtherSite> {
  return otherPage(`<!doctype html><title>Another site</title><script>${script}</script>`)
}

/** Another site on the web: one page, with headers of its own. */
export async function otherPage(
  html: string,
  headers: OutgoingHttpHeaders = {},
): Promise<OtherSite> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
