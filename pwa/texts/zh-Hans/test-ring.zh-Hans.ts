import type { testRing as english } from '../en/test-ring.en.ts'
import { decimal } from '../formats.ts'
import { spaced } from './language.zh-Hans.ts'

/** The test ring: its steps, and what to do where it stopped. */
export const testRing = {
  title: '测试响铃',
  button: '测试响铃',
  text: '服务器会像真正的来电一样，让此浏览器响铃。',
  steps: {
    sent: { done: '服务器已发送响铃', next: '服务器发送响铃' },
    accepted: { done: '推送服务已接收', next: '等待推送服务接收' },
    woke: { done: '此浏览器已唤醒', next: '唤醒此浏览器' },
    shown: { done: '通知已显示', next: '显示通知' },
    pressed: { done: '你已点击通知', next: '等待你点击通知' },
  },
  failed: {
    sent: '服务器没有发送',
    accepted: '推送服务拒绝了',
    woke: '此浏览器没有被唤醒',
    shown: '通知无法显示',
    pressed: '没有人点击通知',
  },
  after: (seconds) => `${decimal(seconds, 1)} 秒`,
  said: (detail) => `服务的回复：“${detail}”。`,
  gone: '服务器上已没有此浏览器的注册信息。正在重新注册，请稍后重试。',
  press: '现在请点击通知。',
  done: '一切正常：关闭标签页后，来电也会在这里响铃。',
  advice: {
    sent: () => '请稍后重试。',
    accepted: () => '请重试。如果仍然如此，请把推送服务的回复告诉管理员。',
    woke: (browser) =>
      `${spaced(browser).trimStart()}没有连接到推送服务：可能已离线、刚刚启动，或被防火墙或 VPN 阻挡。请等一分钟后重试。如果所有窗口都已关闭，只有在设置中允许浏览器在后台继续运行，才能被唤醒。`,
    shown: (_, system) => system,
    pressed: (_, system) => `通知已显示。如果你没有看到，说明系统隐藏了它。${system}`,
  },
  system: {
    windows: (browser) =>
      `在 Windows 上：“设置”>“系统”>“通知”。允许${spaced(browser)}的通知，并关闭“请勿打扰”。`,
    mac: (browser) =>
      `在 Mac 上：“系统设置”>“通知”。允许${spaced(browser)}和 Peal 的通知，选择“持续”，并关闭“专注模式”。`,
    linux: (browser) =>
      `在 Linux 上：桌面环境的“设置”>“通知”。允许${spaced(browser)}的通知，并关闭“勿扰”。没有通知服务的桌面环境不会显示通知。`,
    chromeos: () => '在 ChromeOS 上：“设置”>“应用”>“通知”。允许 Peal 的通知，并关闭“勿扰”。',
    android: (browser) => `在 Android 上：“设置”>“应用”>“${browser}”>“通知”。`,
    ios: () => '在“设置”App 中：“通知”>“Peal”。',
    other: (browser) => `在系统的通知设置中允许${spaced(browser)}的通知。`,
  },
} satisfies typeof english
