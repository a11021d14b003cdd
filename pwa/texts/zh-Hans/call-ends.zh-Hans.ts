import type { Reason } from '../../../protocol/reasons.ts'
import type { EndedWords, callEnds as english } from '../en/call-ends.en.ts'

const youHungUp = '您已挂断。'
const roomOpens = '正在打开会议室…'

/** A call that the callee misses; `said` is what the caller reads. */
const unanswered = ({ name, role }: EndedWords, said: string) =>
  role === 'caller' ? said : `${name} 的未接来电`

const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `通话结束 · ${duration ?? '0:00'}`,
  declined: ({ name, role }) => (role === 'caller' ? `${name} 拒绝了来电。` : youHungUp),
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? `${name} 的未接来电` : `${name} 已挂断。`
  },
  timeout: (of) => unanswered(of, `${of.name} 没有接听。`),
  busy: (of) => unanswered(of, `${of.name} 正在另一通话中。`),
  unreachable: (of) => unanswered(of, `现在联系不到 ${of.name}，对方会看到您来过电。`),
  'do-not-disturb': (of) => unanswered(of, `${of.name} 开启了勿扰，对方会看到您来过电。`),
  failed: ({ duration }) => (duration === null ? '无法建立连接。' : '连接已中断。'),
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return 'Peal 无权使用您的麦克风和摄像头。'
    return role === 'caller' ? `${name} 无法接听。` : `${name} 无法继续通话。`
  },
  'handed-over': () => roomOpens,
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused: {
    'desktop-only': () => '要呼叫，请在电脑上打开 Peal。',
    self: () => '这是您自己。',
    'unknown-member': () => '这里没有叫这个名字的人。',
    'in-a-call': () => '您正在另一通话中。',
    'being-called': () => '有人正在呼叫您。',
    'connector-off': () => '这种通话方式已关闭。',
    'rate-limited': (minutes) => `您已多次呼叫。请在 ${minutes} 分钟后重试。`,
    'answered-elsewhere': () => '已在其他设备上接听',
    'not-a-party': () => '这是其他人之间的通话。',
    'unknown-call': () => '此通话已不存在。',
    invalid: () => '此地址不对应任何通话。',
    'no-account': () => '这种通话方式缺少地址。',
    full: () => '服务器磁盘已满。',
    server: () => '服务器出错了。',
  },
  roomOpens,
  superseded: '此通话已在另一个窗口中打开。',
  answeredElsewhere: '已在其他设备上接听',
  signedOut: '您已退出登录。',
  notPlaced: '未能呼叫：麦克风和摄像头已被阻止。',
  notPlacedBySystem: '未能呼叫：系统阻止了麦克风和摄像头。',
  blockedBySystem: '系统不允许此浏览器使用麦克风和摄像头。',
  unsupported: '此浏览器无法通话。',
} satisfies typeof english
