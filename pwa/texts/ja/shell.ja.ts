import type { shell as english } from '../en/shell.en.ts'

/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: 'きちんと鳴る、1対1のビデオ通話。',
  tooOld:
    'このブラウザは古いため、Pealを利用できません。ブラウザを更新するか、Chromium、Chrome、Edgeの125以降、Firefox 128以降、Safari 18以降でPealを開いてください。',
  noScript: 'Pealを利用するには、JavaScriptが必要です。',
  installed: {
    description: 'きちんと鳴る、ビデオ通話。',
    callSomeone: '発信',
    calls: '通話履歴',
    settings: '設定',
    contactsPicture: '連絡先',
    missedPicture: 'スマートフォンに表示した不在着信',
  },
} satisfies typeof english
