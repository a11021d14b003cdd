import type { NotPlaced, Reason } from '../../../protocol/reasons.ts'
import type { callEnds as english, EndedWords } from '../en/call-ends.en.ts'

const youHungUp = '通話を終了しました。'
const roomOpens = '会議室を開いています…'
const blocked = 'Pealにマイクとカメラの使用が許可されていません。'

/** A call that the callee misses; `why` is what the caller reads. */
const unanswered = ({ name, role }: EndedWords, why: string) =>
  role === 'caller' ? why : `${name}さんからの不在着信`

/** What the window says at the end, by the reason. */
const ended: Record<Reason, (of: EndedWords) => string> = {
  completed: ({ duration }) => `通話終了 · ${duration ?? '0:00'}`,
  declined: ({ name, role }) =>
    role === 'caller' ? `${name}さんが着信を拒否しました。` : youHungUp,
  cancelled: ({ name, role, missed }) => {
    if (role === 'caller') return youHungUp
    return missed ? `${name}さんからの不在着信` : `${name}さんが通話を終了しました。`
  },
  timeout: (of) => unanswered(of, `${of.name}さんは応答しませんでした。`),
  busy: (of) => unanswered(of, `${of.name}さんは別の通話中です。`),
  unreachable: (of) =>
    unanswered(of, `${of.name}さんは現在呼び出せません。相手には不在着信が残ります。`),
  'do-not-disturb': (of) =>
    unanswered(of, `${of.name}さんは応答不可に設定しています。相手には不在着信が残ります。`),
  failed: ({ duration }) => (duration === null ? '接続できませんでした。' : '接続が切れました。'),
  interrupted: ({ name, role, endedBy }) => {
    if (endedBy === role) return blocked
    return role === 'caller'
      ? `${name}さんは通話に出られませんでした。`
      : `${name}さんは通話を続けられませんでした。`
  },
  'handed-over': () => roomOpens,
}

/** What the window says when there was no call. */
const refused: Record<NotPlaced | 'server', (minutes: number) => string> = {
  'desktop-only': () => '発信するには、パソコンでPealを開いてください。',
  self: () => '自分自身には発信できません。',
  'unknown-member': () => 'このユーザー名のメンバーはいません。',
  'in-a-call': () => '別の通話中です。',
  'being-called': () => '着信中です。',
  'connector-off': () => 'この通話方法はオフになっています。',
  'rate-limited': (minutes) =>
    `発信が続いたため、一時的に制限されています。${minutes}分後にもう一度お試しください。`,
  'answered-elsewhere': () => '別のデバイスで応答しました',
  'not-a-party': () => 'これはほかの人同士の通話です。',
  'unknown-call': () => 'この通話はもうありません。',
  invalid: () => 'このアドレスの通話はありません。',
  'no-account': () => 'この通話方法に必要なアドレスがありません。',
  full: () => 'サーバーのディスクがいっぱいです。',
  server: () => 'サーバーでエラーが発生しました。',
}

/** What the call window says where there is no call, or no longer one. */
export const callEnds = {
  ended,
  refused,
  roomOpens,
  superseded: 'この通話は別のウィンドウで開いています。',
  answeredElsewhere: '別のデバイスで応答しました',
  signedOut: 'ログアウトされました。',
  notPlaced: '発信できませんでした：マイクとカメラがブロックされています。',
  notPlacedBySystem: '発信できませんでした：システムがマイクとカメラをブロックしています。',
  blockedBySystem: 'このブラウザによるマイクとカメラの使用が、システムで許可されていません。',
  unsupported: 'このブラウザでは発信できません。',
} satisfies typeof english
