import type { push as english } from '../en/push.en.ts'

/** Ringing with no tab open: the permission, the push status, and what the browser can do. */
export const push = {
  thisBrowser: '此浏览器',
  closedToo: (browser) => `只要${browser}在运行，关闭 Peal 的标签页后也会响铃。`,
  whileOpen: '需在此浏览器中打开 Peal 的标签页。',
  provedAt: (when) => `已于 ${when} 验证：收到了推送。`,
  allow: {
    title: '关闭标签页后也响铃',
    text: '有人呼叫时，Peal 会显示通知。浏览器只会询问一次，您可以随时撤回。',
    button: '让来电在此响铃',
    closed: '询问窗口未作选择就关闭了。请再次点击，然后选择“允许”。',
  },
  asking: '浏览器正在此处询问，请点击“允许”。',
  askingHint: '没有看到询问？请点击铃铛，或地址旁的图标。',
  subscribing: (browser) => `正在为${browser}注册推送服务，需要几秒钟。`,
  proving: '正在通过推送服务发送一条消息，以作验证。',
  unproved: {
    title: '尚未收到任何消息',
    text: '推送服务接收了发给此浏览器的消息，但没有送达。测试响铃可以显示停在哪一步。',
  },
  blocked: {
    title: '通知已被阻止',
    text: '因此，只有打开 Peal 的标签页时，来电才会响铃。要允许通知，请：',
    steps: {
      chromium: ['点击地址左侧的图标', '开启“通知”', '回到这里：其余会自动完成'],
      firefox: ['点击地址左侧的图标', '移除“发送通知”旁的“已阻止”', '回到这里，点击按钮'],
      safari: [
        '在菜单栏中打开“Safari 浏览器”，选择“设置”，再选“网站”',
        '在“通知”下将此网站设为“允许”',
        '回到这里，重新加载页面',
      ],
      other: ['在地址附近打开此网站的设置', '允许通知', '回到这里，重新加载页面'],
      android: ['点按地址左侧的图标，再点按“权限”', '开启“通知”', '回到这里'],
      ios: ['打开“设置”，再打开“通知”', '选择 Peal，开启“允许通知”', '回到这里'],
    },
  },
  noService: {
    title: '只有打开 Peal 的标签页时，来电才会响铃',
    why: {
      silent: (browser) =>
        `${browser}的推送服务没有响应。可能有防火墙或代理阻挡，或者浏览器的询问仍未回答。`,
      failed: (browser) => `${browser}无法注册推送服务。无痕窗口和某些浏览器没有推送服务。`,
      host: (browser) => `此 Peal 不向${browser}的推送服务发送。管理员可以添加它。`,
      failing: () => '推送服务拒绝了此 Peal 的推送。会自动重试；管理员可以看到原因。',
    },
    said: (detail) => `返回信息：“${detail}”。`,
    host: (host) => `其地址是 ${host}。`,
    phone: '关闭 Peal 时，这部手机收不到未接来电通知。',
  },
  unsupported: (browser) => `${browser}不支持网页推送，因此关闭标签页后无法唤醒 Peal。`,
  noWorker: '此浏览器不为 Peal 保存任何内容（如无痕窗口），因此关闭标签页后无法唤醒。',
  unreachable: '现在无法检查关闭标签页后来电是否响铃。',
  abilities: {
    title: (browser) => `${browser}中响铃的样子`,
    answers: '“接听”和“拒绝”在通知上。',
    answersNot: '点击通知：“接听”和“拒绝”在打开的窗口中。',
    repeats: '会反复响铃，直到接听或通话结束。',
    repeatsBySystem: '外观和铃声与系统的其他来电相同。',
    repeatsNot: '响一次，并留在通知列表中。',
  },
  phone: {
    title: '接收未接来电通知',
    text: '即使关闭 Peal，这部手机也能告诉您未接来电。浏览器只会询问一次。',
    button: '通知我未接来电',
    works: '即使关闭 Peal，这部手机也会告诉您未接来电。',
    blocked: '因此，关闭 Peal 时这部手机无法告诉您谁来过电。要允许通知，请：',
    unreachable: '现在无法检查这部手机是否会通知您未接来电。',
    unsupported: '关闭 Peal 时，此浏览器无法通知您。请在这里查看未接来电。',
    homeScreen: 'iPhone 和 iPad 只允许主屏幕上的应用这样做，请先将 Peal 添加到主屏幕。',
    steps: [
      {
        title: '共享',
        text: '在 Safari 中位于页面下方，iPad 上位于页面上方，或在三个点的菜单里',
      },
      { title: '添加到主屏幕', text: '在列表中稍微向下滚动' },
      {
        title: '从主屏幕打开 Peal',
        text: '如需登录请先登录，然后点按“通知我未接来电”',
      },
    ],
  },
} satisfies typeof english
