/** Sends raw bytes over HTTP, for requests that a proper client does not send. */
import { connect } from 'node:net'
import { PATIENCE_MS } from './until.ts'

export interface RawAnswer {
  /** 0: the connection was closed without an answer. */
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/**
 * Sends bytes to a local port and reads the response until the server closes the connection.
 * With `close`, it closes its own side after sending.
 */
export async function sendRaw(
  port: number,
  bytes: string,
  then: 'wait' | 'close' = 'wait',
): Promise<RawAnswer> {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('the server does not close')))
  if (then === 'close') socket.end(bytes)
  else socket.write(bytes)
  const chunks: Buffer[] = []
  for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('latin1')
  const [head = ''] = text.split('\r\n\r\n', 1)
  const [line = '', ...fields] = head.split('\r\n')
  const pairs = fields.map((field): [string, string] => {
    const at = field.indexOf(':')
    return [field.slice(0, at), field.slice(at + 1).trim()]
  })
  return { status: Number(line.split(' ')[1] ?? 0), headers: new Headers(pairs), text }
}
