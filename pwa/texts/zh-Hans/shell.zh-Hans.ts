import type { shell as english } from '../en/shell.en.ts'

/** What a document says before its program runs, and what the system shows of the installed app. */
export const shell = {
  description: '会响铃的一对一视频通话。',
  tooOld:
    '此浏览器版本过旧，无法使用 Peal。请更新浏览器，或使用 Chromium、Chrome、Edge 125 及以上版本，Firefox 128 及以上版本，或 Safari 18 及以上版本打开 Peal。',
  noScript: 'Peal 需要 JavaScript。',
  installed: {
    description: '会响铃的视频通话。',
    callSomeone: '呼叫他人',
    calls: '通话记录',
    settings: '设置',
    contactsPicture: '联系人',
    missedPicture: '手机上的未接来电',
  },
} satisfies typeof english
