import type { push as english } from '../en/push.en.ts'
import { spaced } from './language.zh-Hans.ts'

/** Ringing with no tab open: the permission, the push status, and what the browser can do. */
export const push = {
  thisBrowser: '此浏览器',
  closedToo: (browser) => `只要${spaced(browser)}仍在运行，关闭 Peal 标签页也会响铃。`,
  whileOpen: '仅在此浏览器开着 Peal 标签页时响铃。',
  provedAt: (when) => `已验证：${when} 收到了推送。`,
  allow: {
    title: '关闭标签页后也响铃',
    text: '有人呼叫时，Peal 会显示通知。浏览器只会询问一次，你可以随时撤销。',
    button: '让来电在这里响铃',
    closed: '询问框已关闭，你没有作出选择。请再次点击按钮，然后点击“允许”。',
  },
  asking: '浏览器正在此处询问，请点击“允许”。',
  askingHint: '没有看到询问框？点击地址旁的铃铛或图标。',
  subscribing: (browser) => `正在为${spaced(browser)}注册推送服务，需要几秒钟。`,
  proving: '正在通过推送服务发送一条验证消息。',
  unproved: {
    title: '还没有收到推送',
    text: '推送服务接受了发给此浏览器的消息，但消息没有送达。测试响铃可以找出卡在哪一步。',
  },
  blocked: {
    title: '通知被阻止',
    text: '因此只有 Peal 标签页打开时，来电才会响铃。请按以下步骤允许通知：',
    steps: {
      chromium: ['点击地址左侧的图标', '打开“通知”', '回到这里，其余会自动完成'],
      firefox: ['点击地址左侧的图标', '移除“发送通知”旁的“已阻止”', '回到这里点击按钮'],
      safari: [
        '在菜单栏中打开“Safari 浏览器”>“设置”>“网站”',
        '在“通知”中将此网站设为“允许”',
        '回到这里重新加载页面',
      ],
      other: ['在地址旁打开此网站的设置', '允许通知', '回到这里重新加载页面'],
      android: ['点击地址左侧的图标，然后点击“权限”', '打开“通知”', '回到这里'],
      ios: ['打开“设置”App，进入“通知”', '选择 Peal，打开“允许通知”', '回到这里'],
    },
  },
  noService: {
    title: '只有 Peal 标签页打开时，来电才会响铃',
    why: {
      silent: (browser) =>
        `${spaced(browser).trimStart()}的推送服务没有响应。可能是防火墙或代理阻止了这台电脑连接，也可能是浏览器的询问框还没有回答。`,
      failed: (browser) =>
        `${spaced(browser).trimStart()}无法在推送服务中注册。无痕窗口和某些浏览器没有推送服务。`,
      host: (browser) =>
        `${spaced(browser).trimStart()}的推送服务不在这个 Peal 允许发送的范围内。管理员可以添加它。`,
      failing: () => '推送服务拒绝了这个 Peal 的推送。Peal 会继续尝试，管理员可以看到原因。',
    },
    said: (detail) => `服务的回复：“${detail}”。`,
    host: (host) => `服务地址：${host}。`,
    phone: 'Peal 关闭时，这部手机不会收到未接来电通知。',
  },
  unsupported: (browser) =>
    `${spaced(browser).trimStart()}不支持网页推送，关闭标签页后无法唤醒 Peal。`,
  noWorker: '此浏览器无法为 Peal 保存数据（例如无痕窗口），关闭标签页后无法唤醒 Peal。',
  unreachable: '目前无法检查关闭标签页后来电是否会响铃。',
  abilities: {
    title: (browser) => `来电在${spaced(browser)}中的样子`,
    answers: '通知上有“接听”和“拒绝”。',
    answersNot: '点击通知后，在打开的窗口中选择“接听”或“拒绝”。',
    repeats: '会重复响铃，直到接听或通话结束。',
    repeatsBySystem: '外观和铃声与此系统上的其他来电一样。',
    repeatsNot: '只响一次，之后留在通知列表中。',
  },
  phone: {
    title: '接收未接来电通知',
    text: '这部手机可以通知你未接来电，Peal 关闭时也可以。浏览器只会询问一次。',
    button: '通知我未接来电',
    works: '这部手机会通知你未接来电，Peal 关闭时也会。',
    blocked: '因此 Peal 关闭时，这部手机无法告诉你谁来过电。请按以下步骤允许通知：',
    unreachable: '目前无法检查这部手机是否会通知你未接来电。',
    unsupported: 'Peal 关闭时，此浏览器无法通知你。请在这里查看未接来电。',
    homeScreen: 'iPhone 和 iPad 只允许主屏幕上的 App 这样做，请先将 Peal 添加到主屏幕。',
    steps: [
      { title: '共享', text: '在 Safari 浏览器的页面下方（iPad 上在上方），或在三个点的菜单里' },
      { title: '添加到主屏幕', text: '在列表中稍微向下滚动' },
      { title: '从主屏幕打开 Peal', text: '如有需要请登录，然后点击“通知我未接来电”' },
    ],
  },
} satisfies typeof english
