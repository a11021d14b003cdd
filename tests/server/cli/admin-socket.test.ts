import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { askServer } from '../../../push-server/admin/admin-socket.ts'
import { tempDir } from '../../support/temp-dir.ts'

/** A server on a socket of its own that answers every request with `text`. */
async function saying(text: string): Promise<string> {
  const path = join(tempDir(), 'admin.sock')
  const server = createServer((_, response) => response.end(text))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  onTestFinished(() => void server.close())
  return path
}

it.each([
  ['no JSON', '<h1>502</h1>'],
  ['another shape', '{"ok":"maybe"}'],
])('askServer rejects an answer that is %s', async (_, text) => {
  await expect(askServer(await saying(text), { do: 'member list' })).rejects.toThrow()
})

it('askServer returns null if no server listens', async () => {
  expect(await askServer(join(tempDir(), 'none.sock'), { do: 'member list' })).toBeNull()
})
