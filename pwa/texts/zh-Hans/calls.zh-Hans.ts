import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'

/** How a call ended, in a row of the calls page, for its caller. */
const PLACED: Record<Reason, string> = {
  completed: '呼出',
  declined: '对方已拒绝',
  cancelled: '你已挂断',
  timeout: '无人接听',
  busy: '对方正在通话中',
  unreachable: '无法接通',
  'do-not-disturb': '对方不想被打扰',
  failed: '连接中断',
  interrupted: '未能继续',
  'handed-over': '呼出',
}

/** The same for the one who was called. */
const TAKEN: Record<Reason, string> = {
  completed: '呼入',
  declined: '你已拒绝',
  cancelled: '对方已挂断',
  timeout: '你没有接听',
  busy: '你当时在通话中',
  unreachable: '当时联系不上你',
  'do-not-disturb': '当时开启了请勿打扰',
  failed: '连接中断',
  interrupted: '未能继续',
  'handed-over': '呼入',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: '通话记录',
  missed: '未接来电',
  recent: '最近',
  allCalls: '全部通话记录',
  markSeen: '全部标为已看',
  noneText: '你呼出和接到的通话会列在这里。',
  loadFailed: '无法加载通话记录',
  howOften: (count) => `${count} 次`,
  lastAt: (time) => `最近一次：${time}`,
  missedLine: (count) => `${count} 个未接来电`,
  missedFrom: ([first = '', second, ...more], time) => {
    if (second === undefined) return `来自 ${first}，最近一次：${time}`
    if (more.length === 0) return `来自 ${first} 和 ${second}，最近一次：${time}`
    return `来自 ${first} 和其他 ${more.length + 1} 人，最近一次：${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    if (!missed) return TAKEN[reason]
    return reason === 'timeout' ? '未接' : `未接，${TAKEN[reason]}`
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
