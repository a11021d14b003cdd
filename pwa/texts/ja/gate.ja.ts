import type { gate as english } from '../en/gate.en.ts'

/** Signing in, joining, first run. */
export const gate = {
  signIn: {
    title: 'ログイン',
    to: 'ログイン先：',
    as: (name) => `${name}さんとしてログイン`,
    linkHint: 'このリンクは1回だけ、このブラウザで使えます。',
    linkMobile: 'このデバイスには不在着信が通知されます。通話はパソコンで行います。',
    button: 'ログイン',
    looking: 'リンクを確認中…',
    otherWay: 'パスワードでログイン',
    wrong: 'ユーザー名またはパスワードが正しくありません。',
    member: 'すでに別の人がログインしています。続けると、その人はログアウトします。',
  },
  fields: {
    handle: 'ユーザー名',
    handleHint: '半角の英小文字、数字、ドット、ハイフン。ほかの人があなたを探すときに使います。',
    name: '表示名',
    password: 'パスワード',
    passwordOptional: '省略できます。その場合は、管理者が発行するリンクでログインします。',
    passwordOfAdmin: '省略できます。その場合は、コマンドラインで発行するリンクでログインします。',
    showPassword: 'パスワードを表示',
    hidePassword: 'パスワードを非表示',
  },
  wrongField: {
    handle: '半角の英小文字、数字、ドット、ハイフン、アンダースコアで、2～32文字にしてください。',
    name: '1～80文字で入力してください。',
    password: '10文字以上で入力してください。',
  },
  join: {
    title: '参加',
    to: '参加先：',
    setupTitle: '最初の管理者を作成',
    setupText: 'このPealの最初のメンバー兼管理者になります。',
    button: '参加',
    setupButton: '作成',
  },
  linkUsed: {
    title: 'このリンクは使用済みです',
    text: 'リンクは1回だけ使え、有効期限があります。送ってくれた人に、新しいリンクを依頼してください。',
    go: 'ログインへ',
  },
  hero: {
    title: 'きちんと鳴る、ビデオ通話。',
    text: (host) =>
      `${host}のメンバー同士の、1対1のビデオ通話です。音声と映像は、相手に直接届きます。`,
    welcome: (name) => `${name}さん、ようこそ。`,
    welcomeBack: 'ようこそ。',
  },
} satisfies typeof english
