import type { offline as english } from '../en/offline.en.ts'

/** The offline bar. */
export const offline = {
  noNetwork: '已离线。',
  noServer: '无法连接 Peal 服务器。',
  noSockets: '服务器的代理不转发 WebSocket。',
  noSocketsText: '在服务器的维护人员修复之前，来电无法响铃。',
  knew: (time) => `以下是截至 ${time} 的内容。`,
  marks: '你所做的标记会在网络恢复后发送。',
  waiting: (count) => `${count} 个标记会在网络恢复后发送。`,
  tryNow: '立即重试',
  trying: '正在重试…',
} satisfies typeof english
