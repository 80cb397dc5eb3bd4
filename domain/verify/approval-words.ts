/** The report on an approval and its form in sentences, Dutch and English. */
import { instantInWords } from '../document/time-text.ts'
import type { ApprovalReport } from './approval.ts'
import { plainLine } from '../plain-text.ts'
import { problemSentences, revocationSentence } from './words.ts'

const levels = {
  nl: { simple: 'gewoon', advanced: 'geavanceerd', qualified: 'gekwalificeerd' },
  en: { simple: 'simple', advanced: 'advanced', qualified: 'qualified' },
} as const

/** The whole report, a sentence a line. */
export function approvalSentences(report: ApprovalReport, language: 'nl' | 'en'): readonly string[] {
  const dutch = language === 'nl'
  const { problem, approval } = report
  if (problem !== null) {
    const which = {
      approval: dutch ? 'De goedkeuring' : 'The approval',
      form: dutch ? 'Het formulier' : 'The form',
    }[problem.which]
    if (problem.id === 'notPdf')
      return [dutch ? `${which} is geen PDF. Kies een ander bestand.` : `${which} is not a PDF. Choose another file.`]
    return [
      dutch
        ? `NIET GOED. ${which} klopt niet. Vertrouw dit niet.`
        : `NOT GOOD. ${which} does not hold. Do not rely on it.`,
      problemSentences[problem.id][language],
    ]
  }
  if (approval?.contents === null || approval === null || approval.seal === null) return []
  const { content, level } = approval.contents
  const { approver, decision, about } = content
  const at = instantInWords({ at: content.at, language })
  const said = dutch
    ? { approve: 'keurde goed', refuse: 'keurde niet goed' }[decision.outcome]
    : { approve: 'approved', refuse: 'did not approve' }[decision.outcome]
  const registration = approver.registration === null ? '' : ` (BIG ${approver.registration})`
  const plain = (text: string): string => plainLine(text)
  return [
    dutch
      ? 'GOED. Beide bestanden zijn precies zoals ze verzegeld zijn, en ze horen bij elkaar.'
      : 'GOOD. Both files are exactly as they were sealed, and they belong together.',
    `${plain(content.hospital)}: ${plain(about.title)}, ${plain(about.reference)}`,
    `${plain(approver.name)}${registration} ${said}, ${at}. ${plain(approver.identified)}.`,
    dutch
      ? `Handtekening: ${levels.nl[level]}; het ziekenhuis vroeg ${levels.nl[content.signature.asked]}. Certificaat van ${approval.seal.by}.`
      : `Signature: ${levels.en[level]}; the hospital asked for ${levels.en[content.signature.asked]}. Certificate of ${approval.seal.by}.`,
    revocationSentence(approval.seal, language),
    ...(level === 'qualified'
      ? [
          dutch
            ? 'Of de uitgever op de Europese lijst staat, is hier niet nagezocht.'
            : 'Whether the issuer is on the European list was not looked up here.',
        ]
      : []),
  ]
}
