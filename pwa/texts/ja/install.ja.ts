import type { install as english } from '../en/install.en.ts'

/** Installing Peal, and new versions of it. */
export const install = {
  button: 'Pealをインストール',
  refused:
    'インストールの確認画面が表示されませんでした。ブラウザのメニューからインストールできる場合があります。',
  newVersion: '新しいバージョンのPealがあります。',
  reload: '再読み込み',
  updating: '更新中…',
  later: 'あとで',
} satisfies typeof english
