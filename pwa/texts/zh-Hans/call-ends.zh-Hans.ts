import type { Reason } from '../../../protocol/reasons.ts'
import type { callEnds as english, EndedWords } from '../en/call-ends.en.ts'

const youHungUp = '你已挂断。'
const roomOpens = '正在打开会议室…'
const answeredElsewhere = '已在其他设备上接听'
const missedFrom = (name: string) => `来自 ${name} 的未接来电`

/** A call that the callee misses; the caller reads why. */
const unanswered = ({ name, role }: EndedWords, why: string) =>
  role === 'caller' ? `${name} ${why}` : missedFrom(name)

const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `通话已结束 · ${duration ?? '0:00'}`,
  declined: ({ name, role }) => (role === 'caller' ? `${name} 拒绝了通话。` : youHungUp),
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? missedFrom(name) : `${name} 已挂断。`
  },
  timeout: (of) => unanswered(of, '没有接听。'),
  busy: (of) => unanswered(of, '正在与他人通话。'),
  unreachable: (of) => unanswered(of, '暂时无法接通，之后会看到你的来电。'),
  'do-not-disturb': (of) => unanswered(of, '现在不想被打扰，之后会看到你的来电。'),
  failed: ({ duration }) => (duration === null ? '无法建立连接。' : '连接已中断。'),
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return 'Peal 无权使用你的麦克风和摄像头。'
    return role === 'caller' ? `${name} 未能接听。` : `${name} 未能继续通话。`
  },
  'handed-over': () => roomOpens,
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused: {
    'desktop-only': () => '如需通话，请在电脑上打开 Peal。',
    self: () => '这是你自己。',
    'unknown-member': () => '找不到此成员。',
    'in-a-call': () => '你正在进行另一个通话。',
    'being-called': () => '有人正在呼叫你。',
    'connector-off': () => '此呼叫方式已停用。',
    'rate-limited': (minutes) => `你已呼叫多次，请在 ${minutes} 分钟后重试。`,
    'answered-elsewhere': () => answeredElsewhere,
    'not-a-party': () => '这是其他人之间的通话。',
    'unknown-call': () => '此通话已不存在。',
    invalid: () => '此地址没有对应的通话。',
    'no-account': () => '缺少此呼叫方式所需的联系方式。',
    full: () => '服务器的磁盘已满。',
    server: () => '服务器出错了。',
  },
  roomOpens,
  superseded: '此通话已在另一个窗口中打开。',
  answeredElsewhere,
  signedOut: '你已退出登录。',
  notPlaced: '未发起呼叫：麦克风和摄像头被阻止。',
  notPlacedBySystem: '未发起呼叫：系统阻止了麦克风和摄像头。',
  blockedBySystem: '系统不允许此浏览器使用麦克风和摄像头。',
  unsupported: '此浏览器无法发起通话。',
} satisfies typeof english
