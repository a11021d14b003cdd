import type { pushTexts as english } from './en.ts'

/** The texts of a push in Japanese. */
export const pushTexts = {
  ring: {
    title: (caller) => `${caller}さんからの着信`,
    body: '開くと、応答または不在着信の確認ができます。',
  },
  over: {
    title: (caller) => `${caller}さんからの着信`,
    body: '通話は終了しました。',
  },
  missed: {
    title: (caller, count) =>
      count > 1 ? `${caller}さんからの不在着信${count}件` : `${caller}さんからの不在着信`,
    body: '開くと日時を確認できます。',
  },
  test: { title: 'テスト着信', body: '着信はこのように表示されます。' },
  echo: { title: 'Pealの設定が完了しました', body: '着信がここに通知されます。' },
} satisfies typeof english
