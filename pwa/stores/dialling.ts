/** Asks the server for the way to a call by another program. */
import { connectorApi } from '../../protocol/connector-api.ts'
import type { RequestOf } from '../../protocol/route.ts'
import { request } from '../api/http.ts'
import type { Result } from '../api/http.ts'

/** The address that leads there; the call is in one's history then. */
export function dialledAddress(
  body: RequestOf<typeof connectorApi.dial>,
): Promise<Result<{ url: string }>> {
  return request(connectorApi.dial, { body })
}
