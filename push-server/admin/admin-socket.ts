/**
 * How the command line reaches the running server: HTTP over a Unix socket in the data folder. Whoever
 * may open the socket (its owner) is an administrator; there is no other check.
 */
import { chmodSync, rmSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import * as v from 'valibot'
import { errorCode } from '../error-code.ts'
import { OWNER_ONLY_FILE } from '../file-modes.ts'
import type { Log } from '../log.ts'
import { StartProblem } from '../start-problem.ts'
import { unwritable } from '../store/store-error.ts'
import { command, outcome, problem, type Command, type Outcome } from './commands.ts'

/** What the system says where a file system has no Unix sockets: shares of Windows, some of virtual machines. */
const NO_SOCKETS: ReadonlySet<string> = new Set([
  'EACCES',
  'EINVAL',
  'ENOSYS',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EPERM',
])

/** What the system says where something else has the socket's name, such as a folder. */
const IN_THE_WAY: ReadonlySet<string> = new Set([
  'EADDRINUSE',
  'EISDIR',
  'ENOTDIR',
  'ENOTEMPTY',
  'ERR_FS_EISDIR',
])

/** Commands contain only names and ids. */
const MAX_BYTES = 16_384
/** A command changes a few rows: a server that takes longer hangs. */
const ANSWER_MS = 20_000

async function readText(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BYTES) throw new Error('too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function answer(
  message: IncomingMessage,
  run: (asked: Command) => Promise<Outcome>,
  log: Log,
): Promise<Outcome> {
  const parsed = v.safeParse(command, JSON.parse(await readText(message)) as unknown)
  if (!parsed.success) return problem('This server does not know that command.')
  const result = await run(parsed.output)
  log.info({ command: parsed.output.do, ok: result.ok }, 'command carried out')
  return result
}

/**
 * Listens at `path`. The caller holds the folder's lock, so a socket that is there already belongs to a
 * dead server and is replaced. @throws StartProblem
 */
export async function listenForAdmins(
  path: string,
  run: (asked: Command) => Promise<Outcome>,
  log: Log,
) {
  const handle = async (message: IncomingMessage, response: ServerResponse) => {
    let result: Outcome
    try {
      result = await answer(message, run, log)
    } catch (error) {
      log.error({ error }, 'a command failed')
      result = problem(
        unwritable(error) === null || !(error instanceof Error)
          ? 'The server could not carry it out; its log says why.'
          : `Nothing can be written for now: ${error.message}`,
      )
    }
    response.writeHead(200, { 'Content-Type': 'application/json', Connection: 'close' })
    response.end(JSON.stringify(result))
  }
  const server = createServer((message, response) => void handle(message, response))
  try {
    rmSync(path, { force: true })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, resolve)
    })
    chmodSync(path, OWNER_ONLY_FILE)
  } catch (error) {
    const code = errorCode(error) ?? ''
    if (IN_THE_WAY.has(code)) {
      throw new StartProblem(`PEAL_DATA: ${path} cannot be replaced (${code}); remove it.`)
    }
    if (!NO_SOCKETS.has(code)) throw error
    log.warn(
      { code },
      'the file system of PEAL_DATA has no Unix sockets: stop Peal before you run its commands',
    )
    return { close: () => Promise.resolve() }
  }
  return {
    /** Resolves once it accepts no more commands. */
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

/** Sends a command to the server at `path`; null: no server runs there. */
export async function askServer(path: string, asked: Command): Promise<Outcome | null> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { socketPath: path, method: 'POST', path: '/command', timeout: ANSWER_MS },
      (response) => {
        // An answer that is no outcome rejects, too.
        text(response)
          .then((said) => resolve(v.parse(outcome, JSON.parse(said) as unknown)))
          .catch(reject)
      },
    )
    asking.once('timeout', () => asking.destroy(new Error('the server did not answer')))
    asking.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null)
      else reject(error)
    })
    asking.end(JSON.stringify(asked))
  })
}
