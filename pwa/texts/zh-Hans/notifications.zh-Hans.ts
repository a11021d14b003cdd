import type { notifications as english } from '../en/notifications.en.ts'

/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller) => `${caller} 来电`,
  ringText: '等待接听',
  called: (caller) => `${caller} 的来电`,
  calledText: (time) => `${time}。点击查看是否还在响铃。`,
  answer: '接听',
  decline: '拒绝',
  answering: '正在接听…',
  lead: (caller) => `点击与 ${caller} 通话`,
  leadText: '通话窗口没有自动打开。',
  callBack: '回拨',
  missed: (caller, count) =>
    count === 1 ? `来自 ${caller} 的未接来电` : `来自 ${caller} 的 ${count} 个未接来电`,
  missedText: (time, count) => (count === 1 ? time : `最近一次：${time}`),
  over: {
    answered: '已在其他设备上接听',
    declined: '已拒绝来电',
    over: '通话已结束',
  },
  test: '测试响铃',
  testText: '来电会像这样在这里响铃。',
  proved: '来电可以在这里响铃',
  provedText: '第一条推送已送达。',
  neutralText: '打开 Peal 查看最新情况。',
} satisfies typeof english
