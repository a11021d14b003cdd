/** Before the browser tests: they run the built app and server, which must be of these sources. */
import { buildIfNeeded } from '../../scripts/build.mjs'

export default function setUp(): Promise<void> {
  return buildIfNeeded(console.log)
}
