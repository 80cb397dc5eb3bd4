/**
 * Words of earlier editions of the form, where they were others. Nothing is ever taken out of here: a form that was sealed
 * with these words is read against them for ever.
 */
import type { DocumentLanguage } from '../language.ts'
import type { Words } from './words-nl.ts'

/** Editions 1 and 2 (`domain/contract/device/paper-edition.ts`). */
const nl: Partial<Words> = { typed: 'Niet getekend maar getypt en bevestigd:', reference: 'Kenmerk' }

export const earlier: Readonly<Record<DocumentLanguage, readonly Partial<Words>[]>> = {
  nl: [nl],
  nlSimple: [nl],
  en: [
    {
      typed: 'Not drawn but typed and confirmed:',
      reference: 'Reference',
      dutchLead: () => 'The form in Dutch, the language of the hospital. The signers read and signed the English text.',
    },
  ],
  ar: [
    {
      typed: 'لم يُرسم التوقيع، بل كُتب الاسم وتم تأكيده:',
      dutchLead: () => 'هذه الاستمارة بالهولندية، لغة المستشفى. قرأ الموقّعون النص العربي ووقّعوا عليه.',
    },
  ],
  he: [
    {
      typed: 'לא צויר אלא הוקלד ואושר:',
      dutchLead: () => 'הטופס בהולנדית, שפת בית החולים. החותמים קראו את הנוסח העברי וחתמו עליו.',
    },
  ],
}
