import type { callsPage as english } from '../en/calls-page.en.ts'

/** Texts of the calls page that the list beside the contacts does not use. */
export const callsPage = {
  missedTitle: '不在着信',
  filter: '表示',
  all: 'すべて',
  fresh: '新着',
  seen: '確認済み',
  none: '通話履歴はまだありません',
  noneMissed: '不在着信はありません',
  noneMissedText: 'あなたが出られなかった着信は、ここに表示されます。',
  more: '以前の通話を表示',
  phoneNote: '発信と応答はパソコンで行います。このスマートフォンには不在着信が通知されます。',
} satisfies typeof english
