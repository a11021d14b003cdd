/** The baseline of starting: the same server unbundled, with its packages in node_modules. */
import { join } from 'node:path'
import { run } from '../../../push-server/main.ts'

const dist = join(process.cwd(), 'dist')
await run(
  { pwaFolder: join(dist, 'pwa'), portraitFolder: join(dist, 'server', 'portraits') },
  false,
)
