import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'

const needed = (camera: boolean): string => (camera ? 'マイクとカメラ' : 'マイク')
const goesStraight = (name: string, camera: boolean): string =>
  `${camera ? '音声と映像' : '音声'}は暗号化され、${name}さんに直接送られます。`

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  /** One sentence after the other. */
  sentences: (said) => said.join(''),
  again: 'もう一度発信',
  close: '閉じる',
  tryAgain: '再試行',
  /** Of the other side. */
  lacks: {
    camera: 'カメラオフ',
    microphone: 'マイクオフ',
  },
  more: {
    rang: (name) => `${name}さんには不在着信が残ります。`,
    notRung: (name, browser) =>
      `${name}さんへの呼び出しは行われていません。${browser}で許可するには：`,
    allowIn: (browser) => `${browser}で許可するには：`,
    notRungSystem: (name) => `${name}さんへの呼び出しは行われていません。システムで許可するには：`,
    allowInSystem: 'システムで許可するには：',
  },
  permission: {
    titleCall: (name, camera) => `${name}さんに発信するには、${needed(camera)}が必要です`,
    titleAnswer: (name, camera) => `${name}さんと話すには、${needed(camera)}が必要です`,
    text: (name, camera) => `${goesStraight(name, camera)}許可するまで、相手は呼び出されません。`,
    textAnswer: goesStraight,
    microphone: 'マイク',
    camera: 'カメラ',
    cancel: '発信をやめる',
    thisBrowser: 'このブラウザ',
    steps: {
      chromium: [
        'アドレスの左にあるこのアイコンを押す',
        '「マイク」と「カメラ」をオンにする',
        'ここに戻って再試行する',
      ],
      firefox: [
        'アドレスの左にある、斜線の入ったアイコンを押す',
        '「マイク」と「カメラ」の横のブロックを解除する',
        'ここに戻って再試行し、「許可」を押す',
      ],
      safari: [
        'メニューの「Safari」から、このWebサイトの設定を開く',
        '「カメラ」と「マイク」を「許可」にする',
        'ここに戻って再試行する',
      ],
      other: [
        'アドレスの近くから、このサイトの設定を開く',
        'マイクとカメラを許可する',
        'ここに戻って再試行する',
      ],
    },
    /** Where the system blocks them, whatever the browser allows. */
    systemSteps: {
      mac: [
        '「システム設定」の「プライバシーとセキュリティ」を開く',
        '「マイク」と「カメラ」で、それぞれこのブラウザをオンにする',
        'ここに戻って再試行する（ブラウザの再起動が必要なこともあります）',
      ],
      windows: [
        '「設定」の「プライバシーとセキュリティ」を開く',
        '「マイク」と「カメラ」で、それぞれデスクトップアプリのアクセスを許可する',
        'ここに戻って再試行する',
      ],
      other: [
        'システムのプライバシー設定を開く',
        'このブラウザにマイクとカメラの使用を許可する',
        'ここに戻って再試行する',
      ],
    },
  },
  question: {
    title: (name) => `${name}さんに発信しますか？`,
    text: 'リンクまたは別のページからの発信です。ボタンを押すまで、呼び出しは始まりません。',
    call: (name) => `${name}さんに発信`,
  },
  ownPicture: {
    move: '自分の映像：矢印キーで別の隅に移動',
    corners: {
      'top-left': '自分の映像は左上です。',
      'top-right': '自分の映像は右上です。',
      'bottom-left': '自分の映像は左下です。',
      'bottom-right': '自分の映像は右下です。',
    },
  },
  devices: {
    title: 'デバイス',
    camera: 'カメラ',
    microphone: 'マイク',
    speaker: 'スピーカー',
    standard: 'システムの既定',
    none: '見つかりません',
    unlisted: 'このブラウザでは一覧を取得できません。',
    unnamed: (kind, index) => `${kind} ${index}`,
    speakerFixed: 'このブラウザでは、システムで選ばれたスピーカーが使われます。',
  },
  quality: {
    words: ['受信なし', '悪い', '普通', '良い', 'とても良い'],
    bars: (quality) => `接続：${quality}、暗号化済み`,
  },
  menu: {
    shareScreen: '画面を共有',
    stopSharing: '共有を停止',
    devices: 'デバイス',
    fullScreen: '全画面表示',
    pictureInPicture: 'ピクチャーインピクチャー',
    details: '接続の詳細',
    refused: (mode) => `このブラウザでは「${mode}」を使用できません。`,
  },
  details: {
    title: '接続の詳細',
    waiting: '接続の情報はまだありません。',
    found: { here: '自分側のアドレス', there: '相手側のアドレス' },
    addresses: {
      host: (count) => `ローカル${count}件`,
      srflx: (count) => `グローバル${count}件`,
      prflx: (count) => `接続中に検出${count}件`,
      relay: (count) => `中継${count}件`,
    },
    /** How the addresses follow each other. */
    list: (addresses) => addresses.join('、'),
    noAddress: 'なし',
    quality: '品質',
    measures: '自動調整',
    measure: {
      'picture-small': '音声を優先するため、自分の映像を小さくして送っています。',
      'picture-paused': '音声を優先するため、自分の映像を一時停止しています。',
      'sound-thin': '自分の音声のパケットを減らし、軽くして送っています。',
      'sound-repeated': (times) =>
        times === 1
          ? '一部が失われているため、音声の各パケットに直前の1個を重ねて送っています。'
          : `多くが失われているため、音声の各パケットに直前の${times}個を重ねて送っています。`,
    },
    encryption: '暗号化',
    path: '経路',
    direct: '相手のブラウザに直接',
    relayed: '中継サーバー経由',
    transport: 'トランスポート',
    roundTrip: '往復時間',
    loss: 'パケット損失',
    receiving: '受信',
    sending: '送信',
    pictureIn: '受信映像',
    pictureOut: '送信映像',
    codecs: 'コーデック',
    ms: (value) => `${value} ms`,
    percent: (share) => `${decimal(share * 100, 1)}%`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} kbit/s`,
    picture: (width, height, fps) =>
      fps === null
        ? `${width} × ${height}`
        : `${width} × ${height}、毎秒${Math.round(fps)}フレーム`,
  },
  notes: {
    weak: {
      yours: () => 'あなたの接続が不安定です',
      theirs: (name) => `${name}さんの接続が不安定です`,
      both: () => '接続が不安定です',
    },
    paused: '映像を一時停止中：接続が不安定です',
    sharing: (name) => `${name}さんが画面を共有しています`,
    youShare: '画面を共有しています',
    cameraRefused: 'カメラがブロックされています',
    cameraAbsent: 'カメラが見つかりません',
    cameraBusy: 'カメラは別のアプリが使用中です',
    cameraFailed: 'カメラを開けませんでした',
    cameraSystem: 'システムのプライバシー設定でカメラがブロックされています',
    cameraHung: 'カメラが応答しません',
    cameraSilenced: 'システムがカメラをオフにしました。',
    soundOnly: (cause) => `${cause}。音声のみの通話になります。`,
    unseen: (cause) => `${cause}。相手にあなたの映像は届きません。`,
    microphoneAbsent: 'マイクが見つかりません。相手にあなたの声は届きません。',
    microphoneBusy: 'マイクは別のアプリが使用中です。相手にあなたの声は届きません。',
    microphoneSystem:
      'システムのプライバシー設定でマイクがブロックされています。相手にあなたの声は届きません。',
    microphoneHung: 'マイクが応答しません。相手にあなたの声は届きません。',
    microphoneKept: '選択したマイクを開けませんでした。これまでのマイクを引き続き使います。',
    microphoneSilenced: 'システムがマイクをミュートしました。',
    microphoneFailed: 'マイクを開けませんでした。相手にあなたの声は届きません。',
    screenFailed: '画面を共有できませんでした。システムの設定で許可してから、再試行してください。',
  },
} satisfies typeof english
