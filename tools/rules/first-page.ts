/** The first page of a hospital's rules: what is asked every day, one line each, at most twenty. */
import { everyKind } from '../../domain/policy/kinds.ts'
import type { HospitalPolicy } from '../../domain/policy/policy.ts'
import type { CalendarDay } from '../../domain/ids.ts'
import { decide, type Decision } from '../../domain/rules/index.ts'
import { tableCases, whileWaiting, type TableCase } from './table-cases.ts'
import { approverInWords, endInWords, signersInWords } from './words.ts'

/** Rows of the table that are common, by row and who asks; of a row that is there for several ages, the first. */
const common: readonly (readonly [row: string, who: string])[] = [
  ['R01', 'De patiënt zelf'],
  ['R03', 'Ouder, alleen gezag'],
  ['R03', 'Ouder, gezamenlijk gezag'],
  ['R04', 'Ouder, gezamenlijk gezag (ook na scheiding)'],
  ['R04', 'Ouder, de andere ouder weigert'],
  ['R04', 'Ouder, de andere ouder wordt niet gevraagd (reden vastgelegd)'],
  ['R05', 'Ouder'],
  ['R06', 'Ouder'],
  ['R07', 'Ouder zonder gezag'],
  ['R08', 'Voogd'],
  ['R09', 'Pleegouder'],
  ['R10', 'Iemand die de patiënt kiest'],
  ['R11', 'Curator'],
  ['R12', 'Mentor'],
  ['R14', 'Schriftelijk gemachtigde'],
  ['R15', 'Partner'],
  ['R15', 'Kind van de patiënt'],
  ['R17', 'Bewindvoerder'],
  ['R18', 'Iedereen'],
  ['R19', 'Ouder die iets wijzigt'],
]

/** @param day the day for which the table is made. */
export function firstPage(policy: HospitalPolicy, day: CalendarDay): readonly string[] {
  const cases = tableCases(day, everyKind, policy)
  return common.flatMap(([row, who]) => {
    const found = cases.find((one) => one.row === row && one.who === who)
    return found === undefined ? [] : [`- **${who}**, ${found.patient}: ${inOneLine(found, policy)}`]
  })
}

/** What comes of one case: who signs, who approves, until when; or why not, and what then. */
export function inOneLine({ who, facts }: Pick<TableCase, 'who' | 'facts'>, policy: HospitalPolicy): string {
  const decision = decide({ facts, policy })
  // What a child answered is no case of its own for anybody but staff.
  return who === whileWaiting ? 'wacht; niemand hoort het antwoord van het kind.' : outcomeInOneLine(decision, policy)
}

function outcomeInOneLine(decision: Decision, policy: HospitalPolicy): string {
  return decision.kind === 'refusal'
    ? `geen formulier. ${decision.visitor.nl} ${decision.next.text.nl}`
    : `${withoutBlinds(signersInWords(decision))}; de ${approverInWords(decision)} keurt goed; de machtiging ${endInWords(decision, policy)}.`
}

/** That nobody sees what another answers is said once above the lines. */
const withoutBlinds = (signers: string): string => signers.replaceAll(/, ziet geen antwoord van [^;]*/g, '')
