import type { profile as english } from '../en/profile.en.ts'

/** A person's page, and blocking. */
export const profile = {
  block: 'ブロック',
  unblock: 'ブロックを解除',
  blockName: (name) => `${name}さんをブロック`,
  unblockName: (name) => `${name}さんのブロックを解除`,
  blocked: (name) => `${name}さんをブロックしました。今後、この人からの着信は届きません。`,
  unblocked: (name) => `${name}さんのブロックを解除しました。着信を受けられます。`,
  blockedText: (name) =>
    `${name}さんをブロックしています。この人から着信があっても、音は鳴らず、不在着信も残りません。相手には「不在」と表示され、ブロックしたことは伝わりません。`,
  loadFailed: 'ページを読み込めませんでした',
  callsWith: (name) => `${name}さんとの通話`,
  missedFrom: (name) => `${name}さんからの不在着信`,
  noCallsWith: (name) => `${name}さんとの通話はまだありません。`,
} satisfies typeof english
