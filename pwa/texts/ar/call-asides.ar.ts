import type { callAsides as english } from '../en/call-asides.en.ts'
import { decimal } from '../formats.ts'

const goesStraight = (name: string, camera: boolean): string =>
  camera
    ? `ينتقل الصوت والصورة مباشرةً ومشفّرين إلى ${name}.`
    : `ينتقل صوتك مباشرةً ومشفّرًا إلى ${name}.`
const needed = (camera: boolean): string =>
  camera ? 'الميكروفون والكاميرا لديك' : 'الميكروفون لديك'

/** What the call window shows beside the call itself: before it, after it, and its panels. */
export const callAsides = {
  sentences: (said) => said.join(' '),
  again: 'الاتصال مجددًا',
  close: 'إغلاق',
  tryAgain: 'إعادة المحاولة',
  lacks: {
    camera: 'الكاميرا متوقفة',
    microphone: 'الميكروفون مكتوم',
  },
  more: {
    rang: (name) => `ستظهر مكالمتك لدى ${name}.`,
    notRung: (name, browser) => `لم يرنّ شيء لدى ${name}. للسماح بهما في ${browser}:`,
    allowIn: (browser) => `للسماح بهما في ${browser}:`,
    notRungSystem: (name) => `لم يرنّ شيء لدى ${name}. للسماح بهما في نظامك:`,
    allowInSystem: 'للسماح بهما في نظامك:',
  },
  permission: {
    titleCall: (name, camera) => `للاتصال مع ${name}، يحتاج Peal إلى ${needed(camera)}`,
    titleAnswer: (name, camera) => `للتحدث مع ${name}، يحتاج Peal إلى ${needed(camera)}`,
    text: (name, camera) => `${goesStraight(name, camera)} لن يرنّ شيء قبل أن تسمح بذلك.`,
    textAnswer: goesStraight,
    microphone: 'الميكروفون',
    camera: 'الكاميرا',
    cancel: 'إلغاء المكالمة',
    thisBrowser: 'هذا المتصفح',
    steps: {
      chromium: [
        'اضغط على هذا الرمز بجانب العنوان',
        'شغّل الميكروفون والكاميرا',
        'ارجع إلى هنا وأعد المحاولة',
      ],
      firefox: [
        'اضغط على الرمز المشطوب بجانب العنوان',
        'أزل «محظور» بجانب الميكروفون والكاميرا',
        'ارجع إلى هنا وأعد المحاولة، ثم اضغط على «السماح»',
      ],
      safari: [
        'من القائمة، افتح Safari ثم إعدادات هذا الموقع',
        'اضبط الكاميرا والميكروفون على «السماح»',
        'ارجع إلى هنا وأعد المحاولة',
      ],
      other: [
        'افتح إعدادات هذا الموقع بالقرب من العنوان',
        'اسمح باستخدام الميكروفون والكاميرا',
        'ارجع إلى هنا وأعد المحاولة',
      ],
    },
    systemSteps: {
      mac: [
        'افتح إعدادات النظام، ثم الخصوصية والأمن',
        'شغّل هذا المتصفح ضمن الميكروفون وضمن الكاميرا',
        'ارجع إلى هنا وأعد المحاولة؛ قد يلزم إعادة تشغيل المتصفح',
      ],
      windows: [
        'افتح الإعدادات، ثم الخصوصية والأمان',
        'اسمح لتطبيقات سطح المكتب ضمن الميكروفون وضمن الكاميرا',
        'ارجع إلى هنا وأعد المحاولة',
      ],
      other: [
        'افتح إعدادات الخصوصية في نظامك',
        'اسمح لهذا المتصفح باستخدام الميكروفون والكاميرا',
        'ارجع إلى هنا وأعد المحاولة',
      ],
    },
  },
  question: {
    title: (name) => `هل تريد الاتصال مع ${name}؟`,
    text: 'يطلب رابط أو صفحة أخرى هذه المكالمة. لا يبدأ الاتصال قبل أن تضغط.',
    call: (name) => `الاتصال مع ${name}`,
  },
  ownPicture: {
    move: 'صورتك: تنقلها مفاتيح الأسهم إلى زاوية أخرى',
    corners: {
      'top-left': 'صورتك في أعلى اليسار.',
      'top-right': 'صورتك في أعلى اليمين.',
      'bottom-left': 'صورتك في أسفل اليسار.',
      'bottom-right': 'صورتك في أسفل اليمين.',
    },
  },
  devices: {
    title: 'الأجهزة',
    camera: 'الكاميرا',
    microphone: 'الميكروفون',
    speaker: 'مكبّر الصوت',
    standard: 'اختيار النظام',
    none: 'لم يُعثر على أي جهاز',
    unlisted: 'لا يذكر هذا المتصفح ما يتوفر منها.',
    unnamed: (kind, index) => `${kind} ${decimal(index)}`,
    speakerFixed: 'يستخدم هذا المتصفح مكبّر الصوت الذي يختاره النظام.',
  },
  quality: {
    words: ['لا يصل شيء', 'سيئ', 'مقبول', 'جيد', 'جيد جدًا'],
    bars: (quality) => `الاتصال: ${quality}، مشفّر`,
  },
  menu: {
    shareScreen: 'مشاركة الشاشة',
    stopSharing: 'إيقاف المشاركة',
    devices: 'الأجهزة',
    fullScreen: 'ملء الشاشة',
    pictureInPicture: 'صورة داخل صورة',
    details: 'تفاصيل الاتصال',
    refused: (mode) => `«${mode}» غير ممكن: يرفضه هذا المتصفح.`,
  },
  details: {
    title: 'تفاصيل الاتصال',
    waiting: 'لا يُعرف شيء عن الاتصال بعد.',
    found: { here: 'عناوين هذا الطرف', there: 'عناوين الطرف الآخر' },
    addresses: {
      host: (count) => `محلي: ${decimal(count)}`,
      srflx: (count) => `عام: ${decimal(count)}`,
      prflx: (count) => `عُثر عليه أثناء التوصيل: ${decimal(count)}`,
      relay: (count) => `عبر مُرحِّل: ${decimal(count)}`,
    },
    list: (addresses) => addresses.join('، '),
    noAddress: 'لا شيء',
    quality: 'الجودة',
    measures: 'بسببها',
    measure: {
      'picture-small': 'تُرسل صورتك صغيرة كي يصل صوتك.',
      'picture-paused': 'صورتك متوقفة مؤقتًا كي يصل صوتك.',
      'sound-thin': 'يُرسل صوتك في حزم أقل وأخف.',
      'sound-repeated': (times) =>
        times === 1
          ? 'تكرر كل حزمة من صوتك الحزمة السابقة، لأن بعضها يضيع.'
          : `تكرر كل حزمة من صوتك ما قبلها (${decimal(times)})، لأن كثيرًا منها يضيع.`,
    },
    encryption: 'التشفير',
    path: 'المسار',
    direct: 'مباشرةً إلى المتصفح الآخر',
    relayed: 'عبر مُرحِّل',
    transport: 'بروتوكول النقل',
    roundTrip: 'الذهاب والإياب',
    loss: 'فقدان الحزم',
    receiving: 'الاستقبال',
    sending: 'الإرسال',
    pictureIn: 'الصورة المستقبلة',
    pictureOut: 'الصورة المرسلة',
    codecs: 'برامج الترميز',
    ms: (value) => `${decimal(value)} م.ث`,
    percent: (share) => `${decimal(share * 100, 1)}٪`,
    rate: (bitsPerSecond) => `${decimal(Math.round(bitsPerSecond / 1000))} كيلوبت/ث`,
    picture: (width, height, fps) =>
      fps === null
        ? `${decimal(width)} × ${decimal(height)}`
        : `${decimal(width)} × ${decimal(height)}، ${decimal(Math.round(fps))} في الثانية`,
  },
  notes: {
    weak: {
      yours: () => 'اتصالك ضعيف',
      theirs: (name) => `الاتصال ضعيف لدى ${name}`,
      both: () => 'الاتصال ضعيف',
    },
    paused: 'الصورة متوقفة مؤقتًا: الاتصال ضعيف',
    sharing: (name) => `مشاركة شاشة من ${name}`,
    youShare: 'أنت تشارك شاشتك',
    cameraRefused: 'الكاميرا لديك محظورة',
    cameraAbsent: 'لم يُعثر على كاميرا',
    cameraBusy: 'يستخدم برنامج آخر الكاميرا لديك',
    cameraFailed: 'تعذّر فتح الكاميرا لديك',
    cameraSystem: 'تحظر إعدادات الخصوصية في نظامك الكاميرا لديك',
    cameraHung: 'الكاميرا لديك لا تستجيب',
    cameraSilenced: 'أوقف نظامك الكاميرا لديك.',
    soundOnly: (cause) => `${cause}: المكالمة بالصوت فقط.`,
    unseen: (cause) => `${cause}: لا يراك الطرف الآخر.`,
    microphoneAbsent: 'لم يُعثر على ميكروفون: لا يسمعك الطرف الآخر.',
    microphoneBusy: 'يستخدم برنامج آخر الميكروفون لديك: لا يسمعك الطرف الآخر.',
    microphoneSystem: 'تحظر إعدادات الخصوصية في نظامك الميكروفون لديك: لا يسمعك الطرف الآخر.',
    microphoneHung: 'الميكروفون لديك لا يستجيب: لا يسمعك الطرف الآخر.',
    microphoneKept: 'تعذّر فتح الميكروفون الذي اخترته. لا يزال السابق مستخدمًا.',
    microphoneSilenced: 'كتم نظامك الميكروفون لديك.',
    microphoneFailed: 'تعذّر فتح الميكروفون لديك: لا يسمعك الطرف الآخر.',
    screenFailed: 'تعذّرت مشاركة شاشتك. اسمح بها في إعدادات نظامك، ثم أعد المحاولة.',
  },
} satisfies typeof english
