import type { common as english } from '../en/common.en.ts'

/** What stands on every page: navigation, presence, failures. */
export const common = {
  app: 'Peal',
  title: (page, unseen) => (unseen > 0 ? `(${unseen}) ${page} · Peal` : `${page} · Peal`),
  skip: '本文へ移動',
  nav: {
    main: 'メイン',
    contacts: '連絡先',
    calls: '通話履歴',
    missed: '不在着信',
    settings: '設定',
    admin: '管理',
    unseen: (count) => `未確認${count}件`,
    me: (name) => `${name}（自分のプロフィール）`,
  },
  rings: {
    here: 'ここで鳴ります',
    notHere: 'ここでは鳴りません',
    doNotDisturb: '応答不可',
    offline: 'オフライン',
  },
  presence: {
    available: '連絡可能',
    'in-a-call': '通話中',
    'do-not-disturb': '応答不可',
    'can-be-rung': '呼び出し可能',
    away: '不在',
  },
  loading: '読み込み中…',
  tryAgain: '再試行',
  notKept:
    'このブラウザにはPealのデータを保存できません（容量不足またはブロック）。ここでの選択は、ページを閉じると失われます。',
  close: '閉じる',
  save: '保存',
  cancel: 'キャンセル',
  back: (page) => `${page}に戻る`,
  returning: {
    stillIn: (name) => `${name}さんとの通話は、あと数秒間つながっています。`,
    action: '通話に戻る',
  },
  unreachable: {
    title: 'Pealのサーバーに接続できません。',
    text: '自動的に再接続を試みます。',
  },
  /** What happened, for a toast or under a form; what to do comes with it where there is something. */
  failures: {
    offline: 'Pealのサーバーに接続できません。ネットワークが復旧してからお試しください。',
    server: 'サーバーでエラーが発生しました。しばらくしてからお試しください。',
    busy: 'サーバーが混み合っています。しばらくしてからお試しください。',
    full: 'サーバーのディスクがいっぱいか、書き込めません。サーバーの運用担当者にお知らせください。',
    'signed-out': 'ログアウトされました。もう一度ログインしてください。',
    forbidden: 'この操作を行う権限がありません。',
    'not-found': '見つかりません。削除された可能性があります。',
    'wrong-password': 'パスワードが正しくありません。',
    'too-many-tries': '試行回数が多すぎます。',
    'link-used': 'このリンクは使用済みか、期限切れです。',
    'handle-taken': 'このユーザー名はすでに使われています。別のものを選んでください。',
    'handle-removed':
      'このユーザー名は、削除されたメンバーが使っていました。別のものを選んでください。',
    'no-upgrade':
      'サーバーのプロキシがWebSocketを通していません。サーバーの運用担当者にお知らせください。',
    'last-admin': '管理者は1人以上必要です。',
    'too-large': 'サイズが大きすぎます。',
    'not-a-photo':
      'Pealで表示できない画像です。JPEG、PNG、WebPのいずれかのファイルを選んでください。',
    'wrong-origin': '本来とは異なるアドレスでPealを開いています。',
    'desktop-only': '発信するには、パソコンでPealを開いてください。',
    self: '自分自身には発信できません。',
    'unknown-member': 'このユーザー名のメンバーはいません。',
    'in-a-call': '別の通話中です。',
    'being-called': '着信中です。',
    'connector-off': 'この通話方法はオフになっています。',
    'rate-limited': '発信が続いたため、一時的に制限されています。しばらくしてからお試しください。',
    'answered-elsewhere': '別のデバイスで応答しました',
    'not-a-party': 'これはほかの人同士の通話です。',
    'unknown-call': 'この通話はもうありません。',
    invalid: '入力内容に誤りがあります。',
    'no-account': '相手は、この通話方法に必要なアドレスを登録していません。',
  },
  againIn: (minutes) => `${Math.max(1, minutes)}分後にもう一度お試しください。`,
} satisfies typeof english
