/** What stands on the visitor's receipt, as plain words: enough to find one's way back, little for who finds it. */
import { instantInWords } from '../../domain/document/time-text.ts'
import { lettersOf } from '../../domain/identity/written-name.ts'
import type { Instant } from '../../domain/ids.ts'
import { languageTag } from '../../domain/language.ts'
import type { Language } from '../../domain/language.ts'
import { afterSigning, maskedPatient } from '../flow/words.ts'
import type { FormCase } from '../flow/state.ts'
import type { Receipt } from '../../paper/receipt-model.ts'
import { receiptWords as words } from './words.ts'

/** Names only as initials: what lies about must not tell whose it is; the reference is random. */
export function receiptOf(input: {
  readonly of: FormCase
  readonly signer: { readonly given: string; readonly family: string }
  readonly reference: string
  readonly at: Instant
  readonly hospital: string
  readonly statusUrl: string
  readonly language: Language
}): Receipt {
  const { of, signer, language, at } = input
  const say = (word: keyof typeof words): string => words[word][language]
  return {
    language: languageTag[language],
    hospital: input.hospital,
    title: say('title'),
    at,
    facts: [
      { label: say('reference'), value: input.reference },
      { label: say('form'), value: of.form.title[language] },
      { label: say('about'), value: maskedPatient(of.patient) },
      { label: say('signer'), value: lettersOf(signer) },
      { label: say('signedAt'), value: instantInWords({ at, language }) },
    ],
    parts: [
      {
        heading: say('then'),
        lines: [say('sent'), afterSigning[of.decision.row === 'R10' ? 'other' : 'you'][of.decision.approver][language]],
      },
      { heading: say('stop'), lines: [say('stopHow')] },
    ],
    code: { text: input.statusUrl, label: say('code'), lines: [say('follow'), say('copy')] },
    end: say('notTheForm'),
  }
}
