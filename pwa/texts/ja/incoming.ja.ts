import type { incoming as english } from '../en/incoming.en.ts'

/** The incoming-call dialog and screen. */
export const incoming = {
  name: (caller) => `${caller}さんからの着信`,
  video: 'ビデオ通話の着信',
  answer: '応答',
  soundOnly: '音声のみで応答',
  decline: '拒否',
  missed: (caller) => `${caller}さんからの不在着信`,
  answeredElsewhere: '別のデバイスで応答しました',
  hear: '着信音を鳴らす',
  notification: (caller) => `${caller}さんから着信中`,
  notificationText: '押すとPealで応答できます。',
} satisfies typeof english
