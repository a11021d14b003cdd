import type { call as english } from '../en/call.en.ts'

/** The call window. */
export const call = {
  title: (name) => `${name} · Peal`,
  untitled: '通話 · Peal',
  stage: {
    browserAsks: 'ブラウザの確認画面で「許可」を押してください。',
    calling: (name) => `${name}さんに発信中…`,
    ringing: '呼び出し中…',
    connecting: '接続中…',
    connected: '接続しました',
    reconnecting: '再接続中…',
    looking: '呼び出せるデバイスを探しています',
    calls: (name) => `${name}さんから着信中です。`,
    opening: '通話を開いています…',
    offline: 'オフラインのため通話できません。',
    away: 'Pealのサーバーに接続できません。',
  },
  controls: {
    mute: 'マイクをミュート',
    unmute: 'マイクのミュート解除',
    muteWord: 'ミュート',
    unmuteWord: 'ミュート解除',
    hangUp: '通話を終了',
    cameraOff: 'カメラをオフにする',
    cameraOn: 'カメラをオンにする',
    cameraOffWord: 'カメラをオフ',
    cameraOnWord: 'カメラをオン',
    more: 'その他',
    hear: '音声を再生',
    name: '通話の操作',
  },
  video: {
    own: '自分の映像',
    other: (name) => `${name}さんの映像`,
  },
  notKept:
    'このブラウザにはPealのデータを保存できません。ここでの選択は、ウィンドウを閉じると失われます。',
} satisfies typeof english
