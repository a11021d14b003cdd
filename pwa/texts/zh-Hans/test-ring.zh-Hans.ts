import type { testRing as english } from '../en/test-ring.en.ts'
import { decimal } from '../formats.ts'

/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: '测试响铃',
  button: '测试响铃',
  text: '服务器会像来电一样让此浏览器响铃。',
  steps: {
    sent: { done: '服务器已发送响铃', next: '服务器发送响铃' },
    accepted: { done: '推送服务已接收', next: '推送服务接收' },
    woke: { done: '此浏览器已唤醒', next: '此浏览器唤醒' },
    shown: { done: '通知已显示', next: '通知显示' },
    pressed: { done: '您已点击', next: '您点击通知' },
  },
  failed: {
    sent: '服务器没有发送',
    accepted: '推送服务拒绝了',
    woke: '此浏览器没有唤醒',
    shown: '通知无法显示',
    pressed: '没有人点击',
  },
  after: (seconds) => `${decimal(seconds, 1)} 秒`,
  said: (detail) => `返回信息：“${detail}”。`,
  gone: '服务器不再认识此浏览器。正在重新注册：请稍后重试。',
  press: '现在请点击通知。',
  done: '一切正常：关闭标签页后，来电也会在此响铃。',
  advice: {
    sent: () => '请稍后重试。',
    accepted: () => '请重试。如果仍然如此，请将推送服务的返回信息告诉管理员。',
    woke: (browser) =>
      `${browser}与推送服务之间没有连接：可能离线、刚刚启动，或被防火墙或 VPN 阻挡。请等一分钟后重试。所有窗口都关闭时，只有其设置允许在后台运行，才能唤醒。`,
    shown: (_, system) => system,
    pressed: (_, system) => `通知已显示。如果您没有看到，是系统将它隐藏了。${system}`,
  },
  system: {
    windows: (browser) => `Windows：设置，系统，通知。允许${browser}的通知，并关闭“请勿打扰”。`,
    mac: (browser) =>
      `Mac：系统设置，通知。允许${browser}和 Peal 的通知，选择“持续”，并关闭“专注模式”。`,
    linux: (browser) =>
      `Linux：桌面设置，通知。允许${browser}的通知，并关闭“勿扰”。没有通知服务的桌面不会显示通知。`,
    chromeos: () => 'ChromeOS：设置，应用，通知。允许 Peal 的通知，并关闭“勿扰”。',
    android: (browser) => `Android：设置，应用，${browser}，通知。`,
    ios: () => '在“设置”中：通知，Peal。',
    other: (browser) => `在系统的通知设置中允许${browser}的通知。`,
  },
} satisfies typeof english
