import type { accounts as english } from '../en/accounts.en.ts'

/** IM accounts, one's own and those of others, and calls by other programs. */
export const accounts = {
  title: '外部アカウント',
  text: 'Peal以外の連絡手段です。あなたのプロフィールで、メンバー全員に公開されます。',
  none: 'ここで使える通話方法はPealだけです。',
  add: 'アカウントを追加',
  onlyEnabled: '管理者が有効にした種類だけを追加できます',
  /** A label at the beginning of a line. */
  named: (label) => label,
  such: (example) => `例：${example}`,
  wrong: (label, example) => `「${label}」の形式が正しくありません。例：${example}`,
  save: '保存',
  saveNamed: (label) => `「${label}」を保存`,
  saved: (title) => `${title}を保存しました`,
  cancel: 'キャンセル',
  remove: (label, value) => `「${label}」${value}を削除`,
  removed: (value) => `${value}を削除しました`,
  loadFailed: '外部アカウントを読み込めませんでした',
  tooMany: '登録できる上限に達しています。',
  opened: (title) => `${title}を開いています。`,
  ways: (name) => `${name}さんへの連絡方法`,
  callBy: (name, by) => `${by}で${name}さんに発信`,
  /** One of several accounts of a kind. */
  theirs: (title, value) => `${title}（${value}）`,
  choose: (name) => `${name}さんへの通話方法を選択`,
  lastUsed: '前回使用した方法です。',
  wasLast: '前回使用',
  noneGiven: (label) => `「${label}」が未登録です`,
} satisfies typeof english
