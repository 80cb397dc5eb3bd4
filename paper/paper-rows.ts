/** One row of a form about one paper that was seen: its kind, court, dates, and whether it was the original. */
import type { Evidence, EvidenceOf } from '../domain/contract/gateway/evidence.ts'
import type { Fact } from '../domain/document/model.ts'
import { dayInWords } from '../domain/document/time-text.ts'
import type { CalendarDay } from '../domain/ids.ts'
import type { InEveryLanguage, Language } from '../domain/language.ts'
import { kindOnPaper, measureOnPaper, paperWords as words } from './paper-words.ts'

type Other = Exclude<Evidence, EvidenceOf<'authorityExtract'>>

/**
 * Null: not said on paper. A form goes home with people: why the other holder is not asked, and whom else the desk knows of,
 * is for staff.
 */
export function paperRow(paper: Other, language: Language): Fact | null {
  const say = (text: InEveryLanguage): string => text[language]
  const row = (label: keyof typeof words.label, ...parts: readonly (string | null)[]): Fact => ({
    label: say(words.label[label]),
    value: parts.filter((part) => part !== null).join('; '),
  })
  const on = (day: CalendarDay): string => dayInWords(day, language)
  const until = (day: CalendarDay | null): string | null => day && `${say(words.until)} ${on(day)}`
  const topics = (kinds: EvidenceOf<'ruling'>['kinds']): string | null =>
    kinds && `${say(words.onlyFor)} ${kinds.map((kind) => say(kindOnPaper[kind])).join(', ')}`
  switch (paper.kind) {
    case 'ruling':
      return row(
        'ruling',
        `${say(measureOnPaper[paper.measure])}, ${paper.court}, ${on(paper.pronouncedOn)}`,
        `${say(words.from)} ${on(paper.effectiveOn)}`,
        until(paper.until),
        paper.newestLetterOn && `${say(words.newestLetter)} ${on(paper.newestLetterOn)}`,
        paper.joint ? say(words.joint) : null,
        topics(paper.kinds),
        say(words[paper.copy]),
      )
    case 'finding':
      return row(
        'finding',
        `${paper.physician}, ${on(paper.on)}: ${say(words[paper.capacity])}`,
        until(paper.until),
        paper.source === 'transcribed' ? say(words.transcribed) : null,
      )
    case 'authorization':
      return row('authorization', `${say(words.signedOn)} ${on(paper.signedOn)}`, topics(paper.kinds), say(words[paper.copy])) // prettier-ignore
    case 'kinship':
      return row('kinship', say(words.seen))
    case 'curateleRegister':
      return row('register', `${on(paper.on)}: ${say(words[paper.answer])}`)
    case 'employeeMandate':
      return row('employee', paper.organisation, until(paper.until))
    case 'coHolderNotAsked':
      return row('coHolder', say(words.notAsked))
    case 'coHolderRefused':
    case 'otherRepresentatives':
      return null
    default:
      return paper satisfies never
  }
}
