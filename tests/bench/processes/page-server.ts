/**
 * Serves the benchmark's own pages, and forwards texts between two pages that name the same room.
 * With `sync`, each text waits for an fdatasync first, as a placed call does.
 */
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import { WebSocketServer, type WebSocket } from 'ws'

const PAGES = join(process.cwd(), 'node_modules/.cache/bench/pages')
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' }
/** What a row of a call weighs. */
const ROW = Buffer.alloc(4_096, 1)

const folder = mkdtempSync(join(tmpdir(), 'peal-bench-sync-'))
const file = openSync(join(folder, 'rows'), 'w')
process.once('exit', () => {
  closeSync(file)
  rmSync(folder, { recursive: true, force: true })
})

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  try {
    const body = readFileSync(join(PAGES, normalize(pathname)))
    response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream')
    response.end(body)
  } catch {
    response.statusCode = 404
    response.end()
  }
})
const sockets = new WebSocketServer({ noServer: true })
const rooms = new Map<string, WebSocket[]>()

server.on('upgrade', (request, socket, head) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const sync = searchParams.has('sync')
  sockets.handleUpgrade(request, socket, head, (opened) => {
    const name = searchParams.get('room') ?? ''
    const room = rooms.get(name) ?? []
    rooms.set(name, [...room, opened])
    opened.on('message', (data, binary) => {
      if (sync) {
        writeSync(file, ROW)
        fdatasyncSync(file)
      }
      for (const other of rooms.get(name) ?? []) {
        if (other !== opened) other.send(data, { binary })
      }
    })
    opened.on('close', () => {
      const left = (rooms.get(name) ?? []).filter((other) => other !== opened)
      rooms.set(name, left)
    })
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port })
})
