import type { asides as english } from '../en/asides.en.ts'

/** Unknown pages, browsers that cannot call, sign-in links made for you, and invitations. */
export const asides = {
  notFound: {
    title: '找不到此页面',
    text: '地址可能有误，或者内容已不存在。',
    go: '前往联系人',
  },
  unsupported: {
    title: '此浏览器无法发起通话',
    lacks: (what) => `缺少：${what.join('、')}。`,
    text: 'Peal 通话需要 Chromium、Chrome 或 Edge 125 及以上版本、Firefox 128 及以上版本，或 Safari 18 及以上版本，并通过 https 或在本机打开。',
    features: {
      'secure-context': '安全的地址（https 或本机）',
      webrtc: 'WebRTC',
      media: '麦克风和摄像头的访问权限',
      websocket: 'WebSocket',
      locks: 'Web Locks',
    },
  },
  linkMade: {
    title: '有人为你创建了登录链接',
    text: (by, when) =>
      `创建者：${by ?? '命令行'}，时间：${when}。任何人打开它都会以你的身份登录。如果你不知情，请在管理页面撤销它，并检查你的设备。`,
    open: '前往管理页面',
    dismiss: '我知道了',
  },
  invite: {
    title: '邀请他人',
    text: '把此链接发给一个人。链接只能使用一次，七天内有效。',
    making: '正在创建链接…',
    link: '链接',
    copy: '复制链接',
    copied: '链接已复制。',
    notCopied: '浏览器不允许 Peal 复制。请选中链接后自行复制。',
    another: '再创建一个链接',
  },
} satisfies typeof english
