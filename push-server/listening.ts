/** Opens the ports that the settings name, or says in one line why that cannot be. */
import type { Server } from 'node:http'
import { StartProblem } from './admin/data-folder.ts'
import { codeOrText, errorCode } from './error-code.ts'
import { listen } from './http/listener.ts'
import { openStunResponder, stunHost } from './ice/stun-responder.ts'
import type { StunResponder } from './ice/stun-responder.ts'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'

/** @returns the port. @throws StartProblem */
export async function listenOn(server: Server, { port, host }: Settings): Promise<number> {
  try {
    return await listen(server, port, host)
  } catch (error) {
    switch (errorCode(error)) {
      case 'EADDRINUSE':
        throw new StartProblem(
          `PORT: ${port} on ${host} is in use by another program; it must be a free port.`,
        )
      case 'EACCES':
        throw new StartProblem(
          `PORT: ${port} may not be used by this user; it must be one above 1023.`,
        )
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
      case 'EAI_AGAIN':
      case 'EINVAL':
        throw new StartProblem(
          `HOST: "${host}" is no address of this machine; it must be one, like 127.0.0.1 or 0.0.0.0.`,
        )
      default:
        throw error
    }
  }
}

/** The embedded STUN responder; null: it is off. @throws StartProblem */
export async function startStun(
  { host, stunPort: port }: Settings,
  origin: string,
  ifFree: boolean,
  log: Log,
): Promise<StunResponder | null> {
  if (port === 0) return null
  const at = stunHost(host, origin)
  try {
    return await openStunResponder({ host: at, port }, log)
  } catch (error) {
    const code = errorCode(error)
    if (code === 'EADDRINUSE' && ifFree) {
      log.info({ port }, 'started without STUN: its port is in use by another program')
      return null
    }
    const is =
      code === 'EADDRINUSE'
        ? 'is in use by another program'
        : `cannot be used (${codeOrText(error)})`
    throw new StartProblem(
      `PEAL_STUN_PORT: UDP ${port} on ${at} ${is}; it must be a free port, or 0 for no STUN responder.`,
    )
  }
}
