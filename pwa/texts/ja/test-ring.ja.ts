import type { testRing as english } from '../en/test-ring.en.ts'
import { decimal } from '../formats.ts'

/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: 'テスト着信',
  button: 'テスト着信',
  text: '実際の着信と同じように、サーバーからこのブラウザを呼び出します。',
  steps: {
    sent: { done: 'サーバーが送信しました', next: 'サーバーが送信' },
    accepted: { done: 'プッシュサービスが受け付けました', next: 'プッシュサービスが受け付け' },
    woke: { done: 'このブラウザが受信しました', next: 'このブラウザが受信' },
    shown: { done: '通知を表示しました', next: '通知を表示' },
    pressed: { done: '通知が押されました', next: '通知を押す' },
  },
  failed: {
    sent: 'サーバーが送信できませんでした',
    accepted: 'プッシュサービスに拒否されました',
    woke: 'このブラウザが受信しませんでした',
    shown: '通知を表示できませんでした',
    pressed: '通知が押されませんでした',
  },
  after: (seconds) => `${decimal(seconds, 1)}秒`,
  said: (detail) => `サービスからの応答：「${detail}」`,
  gone: 'このブラウザの登録がサーバーから消えていたため、登録し直しています。しばらくしてからお試しください。',
  press: '表示された通知を押してください。',
  done: 'すべて正常です。タブを閉じていても着信音が鳴ります。',
  advice: {
    sent: () => 'しばらくしてからお試しください。',
    accepted: () =>
      'もう一度お試しください。解決しない場合は、プッシュサービスからの応答を管理者に伝えてください。',
    woke: (browser) =>
      `${browser}がプッシュサービスに接続できていません。オフラインか、起動した直後か、ファイアウォールやVPNに遮断されている可能性があります。1分ほど待ってからお試しください。ウィンドウをすべて閉じた状態で受信するには、ブラウザの設定でバックグラウンドでの実行を許可する必要があります。`,
    shown: (_, system) => system,
    pressed: (_, system) =>
      `通知は表示済みです。見当たらない場合は、システムの設定で隠れています。${system}`,
  },
  /** Where a system keeps notifications from being seen. */
  system: {
    windows: (browser) =>
      `Windowsの場合：「設定」→「システム」→「通知」で${browser}を許可し、「応答不可」をオフにしてください。`,
    mac: (browser) =>
      `Macの場合：「システム設定」→「通知」で${browser}とPealを許可し、通知スタイルを「持続的」にしてください。集中モードはオフにしてください。`,
    linux: (browser) =>
      `Linuxの場合：デスクトップの設定の「通知」で${browser}を許可し、通知を止めるモードをオフにしてください。通知サービスのないデスクトップでは表示されません。`,
    chromeos: () =>
      'ChromeOSの場合：「設定」→「アプリ」→「通知」でPealを許可し、「サイレント モード」をオフにしてください。',
    android: (browser) =>
      `Androidの場合：「設定」→「アプリ」→「${browser}」→「通知」を確認してください。`,
    ios: () => '「設定」アプリの「通知」→「Peal」を確認してください。',
    other: (browser) => `システムの通知設定で${browser}を許可してください。`,
  },
} satisfies typeof english
