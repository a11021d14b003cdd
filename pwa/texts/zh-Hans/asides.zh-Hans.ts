import type { asides as english } from '../en/asides.en.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: '这里什么都没有',
    text: '地址可能有误，或者原来的内容已不存在。',
    go: '前往联系人',
  },
  unsupported: {
    title: '此浏览器无法通话',
    lacks: (what) => `缺少：${what.join('、')}。`,
    text: 'Peal 支持 Chromium、Chrome、Edge 125 及更高版本，Firefox 128 及更高版本，以及 Safari 18 及更高版本，需通过 https 或在本机上使用。',
    features: {
      'secure-context': '安全的地址（https 或本机）',
      webrtc: 'WebRTC',
      media: '麦克风和摄像头的访问权限',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: '有人为您创建了登录链接',
    text: (by, when) =>
      `创建者：${by ?? '命令行'}，时间：${when}。谁打开它，谁就以您的身份登录。如果您并不知情，请在“管理”页撤销它，并检查您的设备。`,
    open: '前往“管理”页',
    dismiss: '我知道',
  },
  invite: {
    title: '邀请他人',
    text: '请将此链接发给一个人。七天内有效，只能使用一次。',
    making: '正在创建链接…',
    link: '链接',
    copy: '复制链接',
    copied: '链接已复制。',
    notCopied: '浏览器不允许 Peal 复制。请选中链接自行复制。',
    another: '再创建一个链接',
  },
} satisfies typeof english
