/** How a call of the past looks in a list. */
import type { HistoryRow } from '../../../protocol/api.ts'
import type { IconName } from '../../design/icon-names.ts'

/** Null: it was answered, and the icon says who called. */
const ENDED: Record<HistoryRow['reason'], IconName | null> = {
  declined: 'phone-x',
  busy: 'phone-x',
  'do-not-disturb': 'phone-x',
  timeout: 'phone-slash',
  unreachable: 'phone-slash',
  cancelled: 'phone-slash',
  failed: 'phone-slash',
  interrupted: 'phone-slash',
  completed: null,
  'handed-over': null,
}

/** Outgoing, incoming, declined, or never answered. */
export function iconOfCall(row: Pick<HistoryRow, 'role' | 'reason' | 'missed'>): IconName {
  if (row.missed) return 'phone-incoming'
  return ENDED[row.reason] ?? (row.role === 'caller' ? 'phone-outgoing' : 'phone-incoming')
}
