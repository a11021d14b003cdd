import type { incoming as english } from '../en/incoming.en.ts'

/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller) => `${caller} 来电`,
  video: '视频来电',
  answer: '接听',
  soundOnly: '语音接听',
  decline: '拒绝',
  missed: (caller) => `来自 ${caller} 的未接来电`,
  answeredElsewhere: '已在其他设备上接听',
  hear: '点击播放铃声',
  notification: (caller) => `${caller} 来电`,
  notificationText: '点击即可在 Peal 中接听。',
} satisfies typeof english
