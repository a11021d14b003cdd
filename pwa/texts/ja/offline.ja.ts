import type { offline as english } from '../en/offline.en.ts'

/** The offline bar. */
export const offline = {
  /** The browser has no network. */
  noNetwork: 'オフラインです。',
  /** It has one, and the server does not answer. */
  noServer: 'Pealのサーバーに接続できません。',
  /** Requests are answered, and sockets are not opened. */
  noSockets: 'サーバーのプロキシがWebSocketを通していません。',
  noSocketsText: 'サーバーの運用担当者が修正するまで、着信音は鳴りません。',
  knew: (time) => `${time}時点の情報を表示しています。`,
  marks: '確認済みなどの変更は、復旧後に送信されます。',
  waiting: (count) => `${count}件の変更が、復旧後に送信されます。`,
  tryNow: '今すぐ再接続',
  trying: '接続中…',
} satisfies typeof english
