import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'

const goesStraight = (name: string, camera: boolean): string =>
  camera ? `声音和画面经加密后直接传给 ${name}。` : `您的声音经加密后直接传给 ${name}。`
const needed = (camera: boolean): string => (camera ? '您的麦克风和摄像头' : '您的麦克风')

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  sentences: (said) => said.join(''),
  again: '再次呼叫',
  close: '关闭',
  tryAgain: '重试',
  lacks: {
    camera: '摄像头已关闭',
    microphone: '麦克风已静音',
  },
  more: {
    rang: (name) => `${name} 会看到您来过电。`,
    notRung: (name, browser) => `${name} 那里没有响铃。要在${browser}中允许，请：`,
    allowIn: (browser) => `要在${browser}中允许，请：`,
    notRungSystem: (name) => `${name} 那里没有响铃。要在系统中允许，请：`,
    allowInSystem: '要在系统中允许，请：',
  },
  permission: {
    titleCall: (name, camera) => `要呼叫 ${name}，Peal 需要使用${needed(camera)}`,
    titleAnswer: (name, camera) => `要与 ${name} 通话，Peal 需要使用${needed(camera)}`,
    text: (name, camera) => `${goesStraight(name, camera)}在您允许之前，对方不会响铃。`,
    textAnswer: goesStraight,
    microphone: '麦克风',
    camera: '摄像头',
    cancel: '取消呼叫',
    thisBrowser: '此浏览器',
    steps: {
      chromium: ['点击地址左侧的这个图标', '开启“麦克风”和“摄像头”', '回到这里重试'],
      firefox: [
        '点击地址左侧带斜线的图标',
        '移除“麦克风”和“摄像头”旁的“已阻止”',
        '回到这里重试，并点击“允许”',
      ],
      safari: [
        '在菜单栏中打开“Safari 浏览器”，选择此网站的设置',
        '将“摄像头”和“麦克风”设为“允许”',
        '回到这里重试',
      ],
      other: ['在地址附近打开此网站的设置', '允许使用麦克风和摄像头', '回到这里重试'],
    },
    systemSteps: {
      mac: [
        '打开“系统设置”中的“隐私与安全性”',
        '在“麦克风”和“摄像头”下开启此浏览器',
        '回到这里重试；可能需要重新启动浏览器',
      ],
      windows: [
        '打开“设置”中的“隐私和安全性”',
        '在“麦克风”和“相机”下允许桌面应用访问',
        '回到这里重试',
      ],
      other: ['打开系统的隐私设置', '允许此浏览器使用麦克风和摄像头', '回到这里重试'],
    },
  },
  question: {
    title: (name) => `呼叫 ${name}？`,
    text: '这次呼叫来自链接或其他页面。在您点击之前，不会呼叫任何人。',
    call: (name) => `呼叫 ${name}`,
  },
  ownPicture: {
    move: '您的画面：用方向键移到其他角落',
    corners: {
      'top-left': '您的画面在左上角。',
      'top-right': '您的画面在右上角。',
      'bottom-left': '您的画面在左下角。',
      'bottom-right': '您的画面在右下角。',
    },
  },
  devices: {
    title: '设备',
    camera: '摄像头',
    microphone: '麦克风',
    speaker: '扬声器',
    standard: '由系统选择',
    none: '未找到',
    unlisted: '此浏览器不提供设备列表。',
    unnamed: (kind, index) => `${kind} ${index}`,
    speakerFixed: '此浏览器使用系统选择的扬声器。',
  },
  quality: {
    words: ['无数据', '差', '一般', '好', '很好'],
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
    waiting: '暂无连接信息。',
    found: { here: '本端地址', there: '对端地址' },
    addresses: {
      host: (count) => `本地 ${count} 个`,
      srflx: (count) => `公网 ${count} 个`,
      prflx: (count) => `连接时发现 ${count} 个`,
      relay: (count) => `中继 ${count} 个`,
    },
    list: (addresses) => addresses.join('、'),
    noAddress: '无',
    quality: '质量',
    measures: '因此',
    measure: {
      'picture-small': '为保证声音畅通，您的画面以较小尺寸发送。',
      'picture-paused': '为保证声音畅通，您的画面已暂停。',
      'sound-thin': '您的声音以更少、更小的数据包发送。',
      'sound-repeated': (times) =>
        times === 1
          ? '由于有丢包，每个声音数据包都会重复前一个。'
          : `由于丢包较多，每个声音数据包都会重复前 ${times} 个。`,
    },
    encryption: '加密',
    path: '路径',
    direct: '直达对方浏览器',
    relayed: '经由中继',
    transport: '传输协议',
    roundTrip: '往返时间',
    loss: '丢包率',
    receiving: '接收',
    sending: '发送',
    pictureIn: '收到的画面',
    pictureOut: '发送的画面',
    codecs: '编解码器',
    ms: (value) => `${value} 毫秒`,
    percent: (share) => `${decimal(share * 100, 1)}%`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} kbit/s`,
    picture: (width, height, fps) =>
      fps === null ? `${width} × ${height}` : `${width} × ${height}，每秒 ${Math.round(fps)} 帧`,
  },
  notes: {
    weak: {
      yours: () => '您的网络连接较弱',
      theirs: (name) => `${name} 的网络连接较弱`,
      both: () => '网络连接较弱',
    },
    paused: '画面已暂停：网络连接较弱',
    sharing: (name) => `${name} 正在共享屏幕`,
    youShare: '您正在共享屏幕',
    cameraRefused: '您的摄像头已被阻止',
    cameraAbsent: '未找到摄像头',
    cameraBusy: '其他程序正在使用您的摄像头',
    cameraFailed: '无法打开您的摄像头',
    cameraSystem: '系统的隐私设置阻止了您的摄像头',
    cameraHung: '您的摄像头没有响应',
    cameraSilenced: '系统关闭了您的摄像头。',
    soundOnly: (cause) => `${cause}：本次通话只有声音。`,
    unseen: (cause) => `${cause}：对方看不到您。`,
    microphoneAbsent: '未找到麦克风：对方听不到您。',
    microphoneBusy: '其他程序正在使用您的麦克风：对方听不到您。',
    microphoneSystem: '系统的隐私设置阻止了您的麦克风：对方听不到您。',
    microphoneHung: '您的麦克风没有响应：对方听不到您。',
    microphoneKept: '无法打开所选的麦克风，将继续使用之前的麦克风。',
    microphoneSilenced: '系统将您的麦克风静音了。',
    microphoneFailed: '无法打开您的麦克风：对方听不到您。',
    screenFailed: '无法共享您的屏幕。请在系统设置中允许，然后重试。',
  },
} satisfies typeof english
