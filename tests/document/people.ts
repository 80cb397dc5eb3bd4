/** Synthetic people and their forms, for the tests of documents. */
import type { DocumentModel, DocumentSigner } from '../../domain/document/model.ts'
import type { InkPath } from '../../domain/document/ink.ts'
import type { Instant } from '../../domain/ids.ts'
import type { PenMovement } from '../../domain/contract/messages/pen.ts'

export const at = '2026-11-23T14:03:07+01:00' as Instant

/** A flourish that looks like handwriting: whole hundredths of a millimetre on a 120 × 45 mm pad. */
export function inkOf(seed: number, samples = 360): InkPath {
  const points: number[] = []
  for (let i = 0; i < samples; i++) {
    const t = i / (samples - 1)
    const wave = Math.sin(t * (14 + (seed % 5)) + seed) * (1 - t * 0.55)
    const slant = Math.cos(t * (23 + (seed % 7)) + seed * 2) * 0.35
    points.push(Math.round(1600 + t * 7600 + slant * 700), Math.round(2500 - wave * 1250 + Math.sin(t * 5) * 260))
  }
  return {
    widthMm: 120,
    heightMm: 45,
    strokes: [points, [2000, 4020, 5200, 3890, 9000 + (seed % 3) * 300, 3920]],
    durationMs: 2900,
  }
}

/** A pen at 240 Hz along this ink, pressing harder and softer. */
export function penOf({ strokes }: InkPath): PenMovement {
  let at = 0
  return {
    strokes: strokes.map((stroke) => {
      const samples = Array.from({ length: stroke.length / 2 }, (_, i) => i)
      const T = samples.map(() => Math.round((at += 1000 / 240)))
      return {
        pointer: 'pen',
        T,
        F: samples.map((i) => 400 + (i % 300)),
        TX: samples.map(() => 31),
        TY: samples.map(() => -12),
      }
    }),
  }
}

const passport = {
  method: 'Medewerker vergeleek gezicht en document',
  assurance: 'identified',
  documentKind: 'Paspoort',
  documentNumber: 'NX47B2K91',
} as const

export const mother: DocumentSigner = {
  role: 'Ouder met gezag',
  name: 'Wilhelmina de Bruijn',
  at,
  method: 'ink',
  ink: inkOf(3),
  identity: passport,
}

/** Other signers, for two, three and four on one form. */
export const others: readonly DocumentSigner[] = [
  {
    ...mother,
    name: 'Joris van den Akker',
    ink: inkOf(5),
    identity: { ...passport, documentKind: 'Identiteitskaart', documentNumber: 'IH38C7D24' },
  },
  {
    role: 'Kind',
    name: 'Fenna van den Akker',
    at,
    method: 'ink',
    ink: inkOf(8),
    identity: { ...passport, documentNumber: 'NW22K18F7' },
  },
  {
    role: 'Voogd',
    name: 'Şebnem Yılmaz-Đorđević',
    at,
    method: 'typed',
    identity: { ...passport, method: 'Eerder vergeleken, nu herkend', documentKind: null, documentNumber: null },
  },
]

/** Somebody who cannot write, and signs in each of the other ways. */
export const tapping: DocumentSigner = { ...withoutInk(mother), method: 'tapped' }
export const typing: DocumentSigner = { ...withoutInk(mother), method: 'typed' }
export const marking: DocumentSigner = {
  ...withoutInk(mother),
  method: 'witnessed',
  ink: inkOf(21, 40),
  witness: {
    name: 'Cornelis Hendrik Overbeek',
    identity: { ...passport, documentKind: 'Identiteitskaart', documentNumber: 'IK55P0Q31' },
    ink: inkOf(13),
  },
}

function withoutInk({ role, name, at: when, identity }: DocumentSigner): Omit<DocumentSigner, 'ink' | 'method'> {
  return { role, name, at: when, identity }
}

export const dutch: DocumentModel = {
  language: 'nl',
  title: 'Machtiging: toegang tot het dossier van uw kind',
  form: { url: 'https://balie.example/Questionnaire/child-under-12', version: '1.0.0' },
  hospital: 'Academisch Ziekenhuis Rijnhout',
  reference: '4F7-209',
  at,
  patient: [
    { label: 'Naam', value: 'Fenna van den Akker' },
    { label: 'Geboren', value: '14 maart 2019' },
    { label: 'Patiëntnummer', value: '7 004 112' },
  ],
  representative: [
    { label: 'Naam', value: 'Wilhelmina de Bruijn' },
    { label: 'Geboren', value: '2 juli 1988' },
    { label: 'Relatie', value: 'Moeder, alleen gezag' },
  ],
  answers: [
    { question: 'Heeft u alleen het gezag over dit kind?', answer: ['Ja, ik heb alleen gezag'] },
    { question: 'Wat wilt u kunnen zien?', answer: ['Afspraken', 'Uitslagen', 'Medicijnen', 'Brieven van de arts'] },
    { question: 'Waarvoor wilt u dit gebruiken?', answer: ['Om voor mijn kind te zorgen'] },
  ],
  statement:
    'Wilhelmina de Bruijn vraagt om het dossier van Fenna van den Akker te mogen zien, tot Fenna 12 jaar wordt.',
  declarations: [
    'Ik heb de voorwaarden en de privacyverklaring van 1 september 2026 gelezen.',
    'Wat ik heb ingevuld is waar. Verandert het gezag, dan meld ik dat aan de balie.',
    'Ik kan altijd stoppen. Dat kan hier, thuis en aan de telefoon.',
  ],
  signers: [mother],
  evidence: [
    {
      label: 'Besluit',
      value:
        'Eén handtekening nodig: van de ouder die alleen gezag heeft. Regels: child.under12.soleAuthority, evidence.extract.',
    },
    { label: 'Bewijs', value: 'Uittreksel uit het gezagsregister van 3 november 2026, gezien door een medewerker' },
    { label: 'Beleid', value: 'rijnhout, versie 7' },
    { label: 'Zuil', value: 'Hal 1, zuil 2 (training)' },
  ],
  dutch: null,
}

export const english: DocumentModel = {
  ...dutch,
  language: 'en',
  title: 'Mandate: access to your child’s file',
  answers: [
    { question: 'Do you alone have authority over this child?', answer: ['Yes, I have sole authority'] },
    {
      question: 'What do you want to see?',
      answer: ['Appointments', 'Results', 'Medication', 'Letters from the doctor'],
    },
  ],
  statement: 'Wilhelmina de Bruijn asks to see the file of Fenna van den Akker until Fenna turns 12.',
  declarations: ['I have read the terms and the privacy statement of 1 September 2026.', 'What I filled in is true.'],
  dutch: { title: dutch.title, answers: dutch.answers, statement: dutch.statement, declarations: dutch.declarations },
}

/** The same form signed by this many people, 1 to 4. */
export function withSigners(model: DocumentModel, count: number): DocumentModel {
  return { ...model, signers: [...model.signers, ...others].slice(0, count) }
}

/** "My child", as a name inside Arabic or Hebrew sentences: its neighbours keep their places (UAX 9 isolates). */
const isolate = (name: string): string => `\u2068${name}\u2069`

const arabicMother: DocumentSigner = {
  ...mother,
  role: 'أم لها السلطة الأبوية',
  name: 'سلمى الحدّاد',
  identity: {
    method: 'قارن موظف الوجه بالوثيقة',
    assurance: 'identified',
    documentKind: 'جواز سفر',
    documentNumber: 'NX47B2K91',
  },
}

/** A whole document from right to left, with names, numbers and dates of both scripts in it. */
export const arabic: DocumentModel = {
  ...dutch,
  language: 'ar',
  title: 'تفويض: الاطلاع على ملف طفلك',
  patient: [
    { label: 'الاسم', value: 'Fenna van den Akker' },
    { label: 'تاريخ الميلاد', value: '14 مارس 2019' },
    { label: 'رقم المريض', value: '7 004 112' },
  ],
  representative: [
    { label: 'الاسم', value: 'سلمى الحدّاد' },
    { label: 'تاريخ الميلاد', value: '2 يوليو 1988' },
    { label: 'الصلة', value: 'أم، لها السلطة وحدها' },
    { label: 'الهاتف', value: 'هاتف 06 1234 5678 (مساءً)' },
  ],
  answers: [
    { question: 'هل لك وحدك السلطة على هذا الطفل؟', answer: ['نعم، لي وحدي السلطة'] },
    { question: 'ماذا تريدين أن تري؟', answer: ['المواعيد', 'النتائج', 'الأدوية', 'رسائل الطبيب'] },
  ],
  statement: `تطلب سلمى الحدّاد الاطلاع على ملف ${isolate('Fenna van den Akker')} حتى تبلغ ${isolate('Fenna')} 12 عامًا في 14-03-2031.`,
  declarations: [
    'قرأتُ الشروط وبيان الخصوصية المؤرّخ في 1 سبتمبر 2026.',
    'ما كتبتُه صحيح. إذا تغيّرت السلطة أُخبر مكتب الاستقبال بذلك.',
    'أستطيع أن أتوقف في أي وقت: هنا، أو في البيت، أو بالهاتف (088-123 45 67).',
  ],
  signers: [arabicMother],
  evidence: [
    { label: 'القرار', value: 'توقيع واحد يكفي: توقيع من له السلطة وحده.' },
    { label: 'القواعد', value: 'child.under12.soleAuthority, evidence.extract' },
    { label: 'الدليل', value: 'مستخرج من سجل السلطة بتاريخ 2026-11-03، رآه موظف' },
    { label: 'الجهاز', value: 'Hal 1, zuil 2 (training)' },
  ],
  dutch: { title: dutch.title, answers: dutch.answers, statement: dutch.statement, declarations: dutch.declarations },
}

/** The same in Hebrew: other letters, the same code. */
export const hebrew: DocumentModel = {
  ...arabic,
  language: 'he',
  title: 'ייפוי כוח: עיון בתיק של ילדך',
  patient: [
    { label: 'שם', value: 'Fenna van den Akker' },
    { label: 'תאריך לידה', value: '14 במרץ 2019' },
    { label: 'מספר מטופל', value: '7 004 112' },
  ],
  representative: [
    { label: 'שם', value: 'נועה כהן-לוי' },
    { label: 'תאריך לידה', value: '2 ביולי 1988' },
  ],
  answers: [{ question: 'מה את רוצה לראות?', answer: ['תורים', 'תוצאות', 'תרופות (גם ישנות)'] }],
  statement: `נועה כהן-לוי מבקשת לראות את התיק של ${isolate('Fenna van den Akker')} עד גיל 12, ב-14-03-2031.`,
  declarations: ['קראתי את התנאים ואת הצהרת הפרטיות מיום 1 בספטמבר 2026.', 'אני יכולה להפסיק בכל עת.'],
  signers: [
    {
      ...mother,
      role: 'אם בעלת סמכות',
      name: 'נועה כהן-לוי',
      identity: { ...passport, method: 'עובד השווה פנים ומסמך', documentKind: 'דרכון' },
    },
  ],
  evidence: [{ label: 'כללים', value: 'child.under12.soleAuthority, evidence.extract' }],
}
