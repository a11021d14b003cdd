import type { Reason } from '../../../protocol/reasons.ts'
import type { calls as english } from '../en/calls.en.ts'

const PLACED: Record<Reason, string> = {
  completed: '您呼叫了对方',
  declined: '对方已拒绝',
  cancelled: '您已挂断',
  timeout: '无人接听',
  busy: '对方在另一通话中',
  unreachable: '联系不到对方',
  'do-not-disturb': '对方开启了勿扰',
  failed: '连接中断',
  interrupted: '对方无法继续',
  'handed-over': '您呼叫了对方',
}

const TAKEN: Record<Reason, string> = {
  completed: '对方呼叫了您',
  declined: '您已拒绝',
  cancelled: '对方已挂断',
  timeout: '无人接听',
  busy: '您在另一通话中',
  unreachable: '联系不到您',
  'do-not-disturb': '勿扰已开启',
  failed: '连接中断',
  interrupted: '对方无法继续',
  'handed-over': '对方呼叫了您',
}

/** Calls, wherever they are listed. */
export const calls = {
  title: '通话',
  missed: '未接',
  recent: '最近',
  allCalls: '所有通话',
  markSeen: '全部标为已看',
  noneText: '您拨出和收到的通话会列在这里。',
  loadFailed: '无法加载通话记录',
  howOften: (count) => `${count} 次`,
  lastAt: (time) => `最近一次：${time}`,
  missedLine: (count) => `${count} 个未接来电`,
  missedFrom: ([first = '', ...others], time) => {
    const more = others.length > 1 ? `另外 ${others.length} 人` : others[0]
    return `来自 ${more === undefined ? first : `${first} 和${others.length > 1 ? '' : ' '}${more}`}，最近一次：${time}`
  },
  outcome: ({ role, reason, missed }) => {
    if (role === 'caller') return PLACED[reason]
    return missed ? `未接，${TAKEN[reason]}` : TAKEN[reason]
  },
  missedReason: (reason) => TAKEN[reason],
} satisfies typeof english
