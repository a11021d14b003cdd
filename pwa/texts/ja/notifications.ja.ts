import type { notifications as english } from '../en/notifications.en.ts'

/** What the service worker shows by the system's notifications. */
export const notifications = {
  app: 'Peal',
  ring: (caller) => `${caller}さんから着信中`,
  ringText: 'ビデオ通話の着信',
  /** Where a ring can be neither repeated nor removed. Stays true while it is shown. */
  called: (caller) => `${caller}さんからの着信`,
  calledText: (time) => `${time}。押すと、まだ呼び出し中か確認できます。`,
  answer: '応答',
  decline: '拒否',
  answering: '応答中…',
  lead: (caller) => `押して${caller}さんと通話`,
  leadText: '通話のウィンドウが自動的に開きませんでした。',
  callBack: 'かけ直す',
  missed: (caller, count) =>
    count === 1 ? `${caller}さんからの不在着信` : `${caller}さんからの不在着信${count}件`,
  missedText: (time, count) => (count === 1 ? time : `最終：${time}`),
  /** Shown for a few seconds when a ring is over and was not missed. */
  over: {
    answered: '別のデバイスで応答しました',
    declined: '着信を拒否しました',
    over: '通話は終了しました',
  },
  test: 'テスト着信',
  testText: '着信はこのように表示されます。',
  proved: 'ここで着信を受けられます',
  provedText: '最初のメッセージが届きました。',
  /** For a message that means nothing to this member or to this version. */
  neutralText: 'Pealを開いて最新の状況を確認してください。',
} satisfies typeof english
