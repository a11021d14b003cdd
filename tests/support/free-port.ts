import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below Linux's ephemeral ports (32768 and up), which outgoing connections may use at any time. */
const LOWEST = 20_000
const HIGHEST = 32_000

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

/** A port that nothing listens on now; `wanted` if it is such. For servers that come back at the same address. */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted
  for (;;) {
    const port = randomInt(LOWEST, HIGHEST)
    if (await isFree(port)) return port
  }
}
