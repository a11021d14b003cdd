/** Says on the bus what pages may show otherwise now. To be called after the commit. */
import type { Bus } from './bus.ts'
import type { BusMessage } from './bus-message.ts'

export type News = ReturnType<typeof createNews>

export function createNews(bus: Bus<BusMessage>) {
  return {
    /** The member's own record, devices or accounts, for their own pages. */
    self: (memberId: string) => bus.publish(memberId, { type: 'changed', what: 'self' }),
    /** Somebody joined or left, or has another name, photo or account. */
    person: (handle: string) => bus.publish(null, { type: 'changed', what: 'people', handle }),
    /** The member's favourites or blocks. */
    relation: (memberId: string, handle: string) =>
      bus.publish(memberId, { type: 'changed', what: 'relations', handle }),
    /** The ways to call. */
    connectors: () => bus.publish(null, { type: 'changed', what: 'connectors' }),
    /** Whatever the Admin page shows. */
    admin: () => bus.publish(null, { type: 'changed', what: 'admin' }),
  }
}
