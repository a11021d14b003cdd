import type { callsPage as english } from '../en/calls-page.en.ts'

/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: '未接来电',
  filter: '显示',
  all: '全部',
  fresh: '未看',
  seen: '已看',
  none: '还没有通话',
  noneMissed: '没有未接来电',
  noneMissedText: '有人呼叫你而你没有接到时，会显示在这里。',
  more: '显示更早的通话',
  phoneNote: '请在电脑上呼叫和接听。这部手机会告诉你有哪些未接来电。',
} satisfies typeof english
