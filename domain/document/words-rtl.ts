/**
 * The fixed words of documents that run from right to left. Figures are European ones, as on the cards and papers of the
 * hospital. To be read by somebody who speaks the language before a hospital uses them.
 */
import { isolated } from '../plain-text.ts'
import type { Words } from './words-nl.ts'

export const ar: Words = {
  patient: 'الاستمارة عن',
  representative: 'مقدّم الطلب',
  answers: 'الأسئلة والأجوبة',
  signedFor: 'على ماذا تم التوقيع',
  signatures: 'التوقيعات',
  signatureOf: (name) => `توقيع ${name}، مرسوم على الشاشة`,
  typed: 'الاسم مكتوب بدل التوقيع:',
  drawn: 'مرسوم على الشاشة',
  tapped: 'لم يُرسم توقيع، بل تمت الموافقة بنقرة:',
  markOf: (name) => `علامة ${name}، موضوعة على الشاشة`,
  marked: 'وُضعت هذه العلامة على الشاشة، ووقّع الشاهد إلى جانبها.',
  witnessOf: (name) => `شاهد على أن ${name} وضع هذه العلامة بنفسه`,
  evidence: 'صفحة الإثبات',
  evidenceLead: 'هذه الصفحة جزء من الاستمارة. تقول من وقّع ومتى وقّع وكيف نعرف ذلك.',
  comma: '،',
  document: 'الوثيقة',
  noDocument: 'لم تُعرض أي وثيقة',
  assurance: { claimed: 'مذكور فقط', identified: 'تم النظر والمقارنة', authenticated: 'تم تسجيل الدخول' },
  seal: 'الختم',
  sealText: `أغلق المستشفى هذه الوثيقة بختم رقمي. كل تغيير بعد ذلك يظهر. الختم في الملف وليس على الورق: الورقة المطبوعة نسخة. في الملف أيضًا الأجوبة، وخطوة كل موقّع، والقرار حسب قواعد المستشفى.`,
  check: 'التحقق',
  checkText: `يستطيع أي شخص أن يتحقق من الملف، حتى بدون إنترنت، ببرنامج ${isolated('Balie')} أو بأي قارئ يعرف أختام ${isolated('PDF (PAdES)')}.`,
  form: 'الاستمارة',
  reference: 'الرقم المرجعي',
  composed: 'أُعدّت في',
  page: (at, of) => `صفحة ${at} من ${of}`,
  dutch: 'النص الهولندي لهذه الاستمارة',
  dutchLead: (signers) =>
    `هذه الاستمارة بالهولندية، لغة المستشفى. ${signers === 1 ? 'قرأ الموقّع النص العربي ووقّع عليه.' : 'قرأ الموقّعون النص العربي ووقّعوا عليه.'}`,
  subject: 'استمارة موقّعة',
  fileForm: 'على ماذا تم التوقيع: الأسئلة والأجوبة والتصريحات',
  step: (n) => `الخطوة ${n}`,
}

export const he: Words = {
  patient: 'הטופס הוא על',
  representative: 'מגיש הבקשה',
  answers: 'שאלות ותשובות',
  signedFor: 'על מה נחתם',
  signatures: 'חתימות',
  signatureOf: (name) => `חתימה של ${name}, צוירה על המסך`,
  typed: 'השם הוקלד כחתימה:',
  drawn: 'צויר על המסך',
  tapped: 'לא צוירה חתימה, אלא אושר בהקשה:',
  markOf: (name) => `סימן של ${name}, נעשה על המסך`,
  marked: 'הסימן נעשה על המסך, והעד חתם לצדו.',
  witnessOf: (name) => `עד לכך שהסימן הוא של ${name}`,
  evidence: 'דף ראיות',
  evidenceLead: 'דף זה שייך לטופס. כתוב בו מי חתם, מתי, ואיך אנחנו יודעים זאת.',
  comma: ',',
  document: 'מסמך',
  noDocument: 'לא הוצג מסמך',
  assurance: { claimed: 'נמסר בלבד', identified: 'נבדק והושווה', authenticated: 'נכנס עם סיסמה' },
  seal: 'חותם',
  sealText:
    'בית החולים סגר את המסמך בחותם דיגיטלי. רואים כל שינוי שנעשה אחר כך. החותם נמצא בקובץ ולא על הנייר: הדפסה היא עותק. בקובץ נמצאים גם התשובות, הצעד של כל חותם וההחלטה לפי כללי בית החולים.',
  check: 'בדיקה',
  checkText: `כל אחד יכול לבדוק את הקובץ, גם בלי אינטרנט, עם התוכנה ${isolated('Balie')} או עם כל קורא שמכיר חותמות ${isolated('PDF (PAdES)')}.`,
  form: 'טופס',
  reference: 'מספר סימוכין',
  composed: 'הופק',
  page: (at, of) => `עמוד ${at} מתוך ${of}`,
  dutch: 'הנוסח ההולנדי של הטופס',
  dutchLead: (signers) =>
    `הטופס בהולנדית, שפת בית החולים. ${signers === 1 ? 'החותם קרא את הנוסח העברי וחתם עליו.' : 'החותמים קראו את הנוסח העברי וחתמו עליו.'}`,
  subject: 'טופס חתום',
  fileForm: 'על מה נחתם: שאלות, תשובות והצהרות',
  step: (n) => `צעד ${n}`,
}
