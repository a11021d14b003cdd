/** Runs before the browser tests: builds the app and the server if the sources have changed. */
import { buildIfNeeded } from '../../scripts/build.mjs'

export default function setUp(): Promise<void> {
  return buildIfNeeded(console.log)
}
