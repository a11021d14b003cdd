import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'

/** How a call ended, in a row of the calls page, for its caller. */
const PLACED: Record<Reason, string> = {
  completed: '発信',
  declined: '相手が拒否',
  cancelled: '発信を取り消し',
  timeout: '応答なし',
  busy: '相手が通話中',
  unreachable: '呼び出し不可',
  'do-not-disturb': '相手が応答不可',
  failed: '接続切れ',
  interrupted: '中断',
  'handed-over': '発信',
}

/** The same for the one who was called. */
const TAKEN: Record<Reason, string> = {
  completed: '着信',
  declined: '拒否',
  cancelled: '相手が取り消し',
  timeout: '応答なし',
  busy: '別の通話中',
  unreachable: '呼び出し不可',
  'do-not-disturb': '応答不可',
  failed: '接続切れ',
  interrupted: '中断',
  'handed-over': '着信',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: '通話履歴',
  missed: '不在着信',
  recent: '最近',
  allCalls: 'すべての通話',
  markSeen: 'すべて確認済みにする',
  noneText: '発信と着信がここに表示されます。',
  loadFailed: '通話履歴を読み込めませんでした',
  howOften: (count) => `${count}回`,
  lastAt: (time) => `最終：${time}`,
  missedLine: (count) => `不在着信${count}件`,
  missedFrom: ([first = '', second, ...more], time) => {
    if (second === undefined) return `${first}さんから、最終：${time}`
    if (more.length === 0) return `${first}さん、${second}さんから、最終：${time}`
    return `${first}さんほか${more.length + 1}人から、最終：${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    return missed ? `不在着信（${TAKEN[reason]}）` : TAKEN[reason]
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
