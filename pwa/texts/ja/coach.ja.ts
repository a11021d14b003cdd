import type { coach as english } from '../en/coach.en.ts'

/** The first steps to ringing that can be relied on, on the contacts page. */
export const coach = {
  title: '着信を確実に受けるための設定',
  titleDone: 'ここで着信音が鳴ります',
  titlePhone: '不在着信の通知を受け取る',
  dismiss: 'あとで',
  close: '閉じる',
  step: (done) => (done ? '完了' : '未完了'),
  allow: {
    title: '通知を許可',
    text: 'Pealのタブを閉じていても着信音が鳴ります。ブラウザの確認は1回だけです。',
    blocked: 'ブラウザが通知をブロックしています。',
    how: '許可する方法',
    noService: 'プッシュサービスに接続できません。Pealのタブを開いている間だけ鳴ります。',
    why: '原因と対処方法',
  },
  install: {
    title: 'Pealをインストール',
    text: '専用のウィンドウとアイコンで使えます。アイコンには不在着信の件数が表示されます。',
  },
  login: {
    title: 'ログイン時に自動起動',
    done: '設定しました',
    /** In the installed app. */
    installed: {
      Chrome:
        'chrome://appsを開き、Pealを右クリックして、ログイン時に起動する項目を選んでください。',
      Edge: 'edge://appsを開き、Pealの横の「…」から、デバイスのログイン時の自動起動をオンにしてください。',
    },
    /** The browser itself, by system: it need not show a window. */
    browser: {
      windows: (browser) =>
        `Windowsと一緒に${browser}を起動します。「設定」→「アプリ」→「スタートアップ」でオンにしてください。`,
      mac: (browser) =>
        `Macと一緒に${browser}を起動します。「システム設定」→「一般」→「ログイン項目」に追加してください。`,
      linux: (browser) => `デスクトップの自動起動アプリに${browser}を追加してください。`,
      chromeos: () => 'Chromebookでは自動的に起動します。',
      other: (browser) => `ログイン時に${browser}が起動するように設定してください。`,
    },
    firefoxWindows:
      'Firefoxの「設定」→「一般」で、コンピューターの起動時にFirefoxを自動的に開く項目をオンにしてください。',
  },
} satisfies typeof english
