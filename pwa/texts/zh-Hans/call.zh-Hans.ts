import type { call as english } from '../en/call.en.ts'

/** The call window. */
export const call = {
  title: (name) => `${name} · Peal`,
  untitled: '通话 · Peal',
  stage: {
    browserAsks: '浏览器正在此处询问，请点击“允许”。',
    calling: (name) => `正在呼叫 ${name}…`,
    ringing: '对方正在响铃…',
    connecting: '正在连接…',
    connected: '已接通',
    reconnecting: '正在重新连接…',
    looking: '正在寻找可响铃的设备',
    calls: (name) => `${name} 正在呼叫你。`,
    opening: '正在打开通话…',
    offline: '离线时无法通话。',
    away: '无法连接 Peal 服务器。',
  },
  controls: {
    mute: '麦克风静音',
    unmute: '取消麦克风静音',
    muteWord: '静音',
    unmuteWord: '取消静音',
    hangUp: '挂断',
    cameraOff: '关闭摄像头',
    cameraOn: '打开摄像头',
    cameraOffWord: '关闭摄像头',
    cameraOnWord: '打开摄像头',
    more: '更多',
    hear: '点击播放声音',
    name: '通话控制',
  },
  video: {
    own: '你的视频',
    other: (name) => `${name} 的视频`,
  },
  notKept: '此浏览器无法为 Peal 保存数据，关闭此窗口后，这里的选择将丢失。',
} satisfies typeof english
