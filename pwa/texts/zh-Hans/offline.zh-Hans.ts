import type { offline as english } from '../en/offline.en.ts'

/** The offline bar. */
export const offline = {
  noNetwork: '离线。',
  noServer: 'Peal 无法连接到服务器。',
  noSockets: '此服务器的代理不转发 WebSocket。',
  noSocketsText: '在服务器管理员解决之前，来电无法响铃。',
  knew: (time) => `这是 Peal 在 ${time} 时的内容。`,
  marks: '您标记的内容将在网络恢复后发送。',
  waiting: (count) => `${count} 个标记将在网络恢复后发送。`,
  tryNow: '立即重试',
  trying: '正在重试…',
} satisfies typeof english
