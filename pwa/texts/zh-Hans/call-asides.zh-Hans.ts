import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'
import { spaced } from './language.zh-Hans.ts'

const goesStraight = (name: string, camera: boolean): string =>
  camera ? `声音和画面经加密后直接传给 ${name}。` : `你的声音经加密后直接传给 ${name}。`
const needed = (camera: boolean): string => (camera ? '麦克风和摄像头' : '麦克风')

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  sentences: (said) => said.join(''),
  again: '再次呼叫',
  close: '关闭',
  tryAgain: '重试',
  lacks: {
    camera: '摄像头已关闭',
    microphone: '麦克风已关闭',
  },
  more: {
    rang: (name) => `${name} 会看到你的来电。`,
    notRung: (name, browser) =>
      `尚未呼叫 ${name}。请按以下步骤在${spaced(browser)}中允许使用麦克风和摄像头：`,
    allowIn: (browser) => `请按以下步骤在${spaced(browser)}中允许使用麦克风和摄像头：`,
    notRungSystem: (name) => `尚未呼叫 ${name}。请按以下步骤在系统中允许使用麦克风和摄像头：`,
    allowInSystem: '请按以下步骤在系统中允许使用麦克风和摄像头：',
  },
  permission: {
    titleCall: (name, camera) => `呼叫 ${name} 需要使用${needed(camera)}`,
    titleAnswer: (name, camera) => `与 ${name} 通话需要使用${needed(camera)}`,
    text: (name, camera) => `${goesStraight(name, camera)}在你允许之前，不会呼叫对方。`,
    textAnswer: goesStraight,
    microphone: '麦克风',
    camera: '摄像头',
    cancel: '取消呼叫',
    thisBrowser: '此浏览器',
    steps: {
      chromium: ['点击地址左侧的这个图标', '打开“麦克风”和“摄像头”', '回到这里重试'],
      firefox: [
        '点击地址左侧带斜线的图标',
        '移除“麦克风”和“摄像头”旁的“已阻止”',
        '回到这里重试，然后点击“允许”',
      ],
      safari: [
        '在菜单栏中打开“Safari 浏览器”>“此网站的设置”',
        '将“摄像头”和“麦克风”设为“允许”',
        '回到这里重试',
      ],
      other: ['在地址旁打开此网站的设置', '允许使用麦克风和摄像头', '回到这里重试'],
    },
    systemSteps: {
      mac: [
        '打开“系统设置”>“隐私与安全性”',
        '在“麦克风”和“摄像头”中打开此浏览器',
        '回到这里重试；可能需要重新启动浏览器',
      ],
      windows: [
        '打开“设置”>“隐私和安全性”',
        '在“麦克风”和“摄像头”中允许桌面应用访问',
        '回到这里重试',
      ],
      other: ['打开系统的隐私设置', '允许此浏览器使用麦克风和摄像头', '回到这里重试'],
    },
  },
  question: {
    title: (name) => `呼叫 ${name}？`,
    text: '这次呼叫由链接或其他页面发起。在你点击之前，不会呼叫任何人。',
    call: (name) => `呼叫 ${name}`,
  },
  ownPicture: {
    move: '你的画面：用方向键移到其他角落',
    corners: {
      'top-left': '你的画面在左上角。',
      'top-right': '你的画面在右上角。',
      'bottom-left': '你的画面在左下角。',
      'bottom-right': '你的画面在右下角。',
    },
  },
  devices: {
    title: '设备',
    camera: '摄像头',
    microphone: '麦克风',
    speaker: '扬声器',
    standard: '由系统选择',
    none: '未找到设备',
    unlisted: '此浏览器不提供设备列表。',
    unnamed: (kind, index) => `${kind} ${index}`,
    speakerFixed: '此浏览器使用系统选择的扬声器。',
  },
  quality: {
    words: ['收不到数据', '差', '一般', '良好', '很好'],
    bars: (quality) => `连接：${quality}，已加密`,
  },
  menu: {
    shareScreen: '共享屏幕',
    stopSharing: '停止共享',
    devices: '设备',
    fullScreen: '全屏',
    pictureInPicture: '画中画',
    details: '连接详情',
    refused: (mode) => `无法使用“${mode}”：此浏览器不允许。`,
  },
  details: {
    title: '连接详情',
    waiting: '还没有连接信息。',
    found: { here: '本端地址', there: '对端地址' },
    addresses: {
      host: (count) => `${count} 个本地`,
      srflx: (count) => `${count} 个公网`,
      prflx: (count) => `${count} 个连接时发现`,
      relay: (count) => `${count} 个中继`,
    },
    list: (addresses) => addresses.join('、'),
    noAddress: '无',
    quality: '质量',
    measures: '应对措施',
    measure: {
      'picture-small': '你的画面已缩小，以保证声音畅通。',
      'picture-paused': '你的画面已暂停，以保证声音畅通。',
      'sound-thin': '你的声音改用更少、更小的数据包发送。',
      'sound-repeated': (times) =>
        times === 1
          ? '由于有丢包，每个声音数据包会附带前一个包的内容。'
          : `由于丢包较多，每个声音数据包会附带前 ${times} 个包的内容。`,
    },
    encryption: '加密',
    path: '路径',
    direct: '直连对方浏览器',
    relayed: '经由中继',
    transport: '传输协议',
    roundTrip: '往返时延',
    loss: '丢包率',
    receiving: '接收速率',
    sending: '发送速率',
    pictureIn: '接收画面',
    pictureOut: '发送画面',
    codecs: '编解码器',
    ms: (value) => `${value} ms`,
    percent: (share) => `${decimal(share * 100, 1)}%`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} kbit/s`,
    picture: (width, height, fps) =>
      fps === null ? `${width} × ${height}` : `${width} × ${height}，每秒 ${Math.round(fps)} 帧`,
  },
  notes: {
    weak: {
      yours: () => '你的网络不佳',
      theirs: (name) => `${name} 的网络不佳`,
      both: () => '通话网络不佳',
    },
    paused: '网络不佳，画面已暂停',
    sharing: (name) => `${name} 正在共享屏幕`,
    youShare: '你正在共享屏幕',
    cameraRefused: '摄像头被阻止',
    cameraAbsent: '未找到摄像头',
    cameraBusy: '摄像头正被其他程序使用',
    cameraFailed: '无法打开摄像头',
    cameraSystem: '系统的隐私设置阻止了摄像头',
    cameraHung: '摄像头没有响应',
    cameraSilenced: '系统关闭了你的摄像头。',
    soundOnly: (cause) => `${cause}，本次通话只有声音。`,
    unseen: (cause) => `${cause}，对方看不到你。`,
    microphoneAbsent: '未找到麦克风，对方听不到你。',
    microphoneBusy: '麦克风正被其他程序使用，对方听不到你。',
    microphoneSystem: '系统的隐私设置阻止了麦克风，对方听不到你。',
    microphoneHung: '麦克风没有响应，对方听不到你。',
    microphoneKept: '无法打开所选的麦克风，仍使用原来的麦克风。',
    microphoneSilenced: '系统将你的麦克风静音了。',
    microphoneFailed: '无法打开麦克风，对方听不到你。',
    screenFailed: '无法共享屏幕。请在系统设置中允许后重试。',
  },
} satisfies typeof english
