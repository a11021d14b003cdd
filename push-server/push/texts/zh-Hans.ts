import type { pushTexts as english } from './en.ts'

/** The texts of a push in Simplified Chinese. */
export const pushTexts = {
  ring: {
    title: (caller) => `${caller} 来电`,
    body: '点击接听，或查看未接来电。',
  },
  over: {
    title: (caller) => `${caller} 的来电`,
    body: '通话已结束。',
  },
  missed: {
    title: (caller, count) =>
      count > 1 ? `来自 ${caller} 的 ${count} 个未接来电` : `来自 ${caller} 的未接来电`,
    body: '点击查看来电时间。',
  },
  test: { title: '测试响铃', body: '来电会这样显示在这里。' },
  echo: { title: '已在这里设置好 Peal', body: '有来电时会通知你。' },
} satisfies typeof english
