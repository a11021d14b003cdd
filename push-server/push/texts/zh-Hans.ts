import type { pushTexts as english } from './en.ts'

/** The texts of a push in Simplified Chinese. */
export const pushTexts = {
  ring: {
    title: (caller) => `${caller} 来电`,
    body: '打开以接听，或查看未接来电。',
  },
  over: {
    title: (caller) => `${caller} 来过电`,
    body: '通话已结束。',
  },
  missed: {
    title: (caller, count) =>
      count > 1 ? `${caller} 的 ${count} 个未接来电` : `${caller} 的未接来电`,
    body: '打开查看时间。',
  },
  test: { title: '测试响铃', body: '来电会这样显示。' },
  echo: { title: 'Peal 已在此设置好', body: '有来电时会通知您。' },
} satisfies typeof english
