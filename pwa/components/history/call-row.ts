/** How a call of the past looks in a list. */
import type { HistoryRow } from '../../../protocol/api.ts'
import type { IconName } from '../../design/icon-names.ts'

/** Outgoing, incoming, declined, or never answered. */
export function iconOfCall(row: Pick<HistoryRow, 'role' | 'reason' | 'missed'>): IconName {
  if (row.missed) return 'phone-incoming'
  switch (row.reason) {
    case 'declined':
    case 'busy':
    case 'do-not-disturb':
      return 'phone-x'
    case 'timeout':
    case 'unreachable':
    case 'cancelled':
    case 'failed':
    case 'interrupted':
      return 'phone-slash'
    case 'completed':
    case 'handed-over':
      return row.role === 'caller' ? 'phone-outgoing' : 'phone-incoming'
    default:
      return row.reason satisfies never
  }
}
