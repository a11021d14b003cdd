import type { asides as english } from '../en/asides.en.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: 'ページが見つかりません',
    text: 'アドレスが間違っているか、ページがなくなった可能性があります。',
    go: '連絡先へ',
  },
  unsupported: {
    title: 'このブラウザでは通話できません',
    lacks: (what) => `足りない機能：${what.join('、')}`,
    text: 'Pealで通話できるのは、Chromium、Chrome、Edgeの125以降、Firefox 128以降、Safari 18以降です。httpsで、またはサーバーと同じコンピューターで開いてください。',
    features: {
      'secure-context': '安全なアドレス（https、またはこのコンピューター自身）',
      webrtc: 'WebRTC',
      media: 'マイクとカメラの利用',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: 'あなたのログインリンクが作成されました',
    text: (by, when) =>
      `作成者：${by ?? 'コマンドライン'}（${when}）。リンクを開いた人は、あなたとしてログインできます。心当たりがない場合は、管理ページでリンクを取り消し、自分のデバイスを確認してください。`,
    open: '管理ページへ',
    dismiss: '心当たりがあります',
  },
  invite: {
    title: 'メンバーを招待',
    text: 'このリンクを1人に送ってください。7日以内に1回だけ使えます。',
    making: 'リンクを作成中…',
    link: 'リンク',
    copy: 'リンクをコピー',
    copied: 'リンクをコピーしました。',
    notCopied: 'ブラウザがコピーを許可しませんでした。リンクを選択してコピーしてください。',
    another: '別のリンクを作成',
  },
} satisfies typeof english
