/** Where this page's signaling is: the same server, by WebSocket. */
export function signalAddress(page: Pick<Location, 'protocol' | 'host'> = location): string {
  return `${page.protocol === 'https:' ? 'wss' : 'ws'}://${page.host}/signal`
}
