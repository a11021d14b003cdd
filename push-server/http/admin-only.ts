/** Routes for admins. Who is one is read from the database with each request's session. */
import type { ResponseOf } from '../../protocol/route.ts'
import { fail } from './answer.ts'
import type { Answer } from './answer.ts'
import { signedIn } from './routes.ts'
import type { AnyRoute, App, AskedBySession } from './routes.ts'

/** Mounts a route for admins, on any device; other members get `forbidden`. */
export function asAdmin<R extends AnyRoute>(
  app: App,
  route: R,
  handle: (asked: AskedBySession<R>) => Promise<Answer<ResponseOf<R>>>,
): void {
  signedIn(app, route, handle, ({ admin }) => (admin ? null : fail('forbidden')))
}
