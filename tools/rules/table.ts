/** The readable table of one hospital: per relation and age who signs, on what, who approves, when it ends, and why. */
import * as v from 'valibot'
import { addYears } from '../../domain/days/calendar.ts'
import { CalendarDay } from '../../domain/ids.ts'
import { defaultPolicy } from '../../domain/policy/default.ts'
import { everyKind } from '../../domain/policy/kinds.ts'
import { policyCells, type HospitalPolicy } from '../../domain/policy/policy.ts'
import { decide, type Decision } from '../../domain/rules/index.ts'
import { withdrawalRules } from '../../domain/rules/basis/rulebook.ts'
import { differences } from './differences.ts'
import { firstPage } from './first-page.ts'
import { tableCases, whileWaiting, type TableCase } from './table-cases.ts'
import { inDutch } from './sentences.ts'
import { proofSources, sourceOf, sourcesIn } from './sources.ts'
import { valueInWords } from './values.ts'
import { approverInWords, endInWords, formInWords, markWords, proofsInWords, signersInWords } from './words.ts'

/** The day for which the table is made; only terms in months and years would look different on another. */
export const tableDay = v.parse(CalendarDay, '2026-06-15')

/** One cell: what holds, and under it the rules that it rests on. */
const cellOf = (words: string, sources: string): string => (sources === '' ? words : `${words}<br>_${sources}_`)

export function markdownOf(policy: HospitalPolicy): string {
  const cases = tableCases(tableDay, everyKind, policy).map((one) => ({
    ...one,
    decision: decide({ facts: one.facts, policy }),
  }))
  const rows = cases.map(
    (one) => `| ${[one.row, one.who, one.patient, ...rowCells(one, one.decision, policy)].join(' | ')} |`,
  )
  const cited = [...new Set(cases.flatMap(({ decision }) => decision.rules))].sort()
  return [
    `# Wie tekent bij ${policy.hospital.name}`,
    '',
    `Gemaakt uit de regels en het beleid van dit ziekenhuis (versie ${policy.version}, geldig vanaf ${policy.validFrom}). Onder elke cel staan de regels waarop zij rust, met hun soort (wet, norm, keuze van het ziekenhuis of ons oordeel) en bron: [sources.md](sources.md). Niet door een jurist nagekeken.`,
    '',
    'Altijd: de arts of medewerker keurt als laatste goed. Wie tekent, doet dat in vrije volgorde. Zonder goedkeuring en registratie is er geen toegang. Intrekken werkt meteen. Overlijden beëindigt alles.',
    '',
    'Vraagt een ouder, dan staat er “de moeder” en voor de andere ouder “de vader”; andersom en voor twee moeders of vaders geldt hetzelfde.',
    '',
    '## De gewone gevallen',
    '',
    'Niemand die mee tekent, ziet wat het kind of de patiënt antwoordt. Iedereen laat een identiteitsbewijs zien; welk papier verder nodig is, staat in de tabel daaronder.',
    '',
    ...firstPage(policy, tableDay),
    '',
    ...divorced(policy),
    '',
    '## Alle rijen',
    '',
    '| Rij | Wie vraagt | Patiënt | Formulier | Wie tekent | Welk bewijs | Wie keurt goed | Einde |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    '## Intrekken (R20)',
    '',
    'De toegang stopt meteen, zonder goedkeuring.' +
      (policy.withdrawal.form === 'after' ? ' Daarna volgt een formulier.' : ' Er volgt geen formulier.'),
    '',
    ...Object.entries(withdrawalRules).map(([id, rule]) => `- ${sourceOf(id)}: ${rule.nl}`),
    '',
    '## De regels in woorden',
    '',
    ...cited.map((id) => `- ${sourceOf(id)}: ${inDutch(id)}`),
    '',
    '## Verschillen met het standaardbeleid',
    '',
    ...differences(defaultPolicy, policy, { day: tableDay, as: ['Standaard', 'Dit ziekenhuis'] }),
    '',
    '## Alle keuzes van dit ziekenhuis',
    '',
    '| Regel | Betekenis | Waarde | Soort | Bron |',
    '|---|---|---|---|---|',
    ...cellRows(policy),
    '',
  ].join('\n')
}

/** The question that a hospital's lawyer asks first, answered in one paragraph with days. */
function divorced(policy: HospitalPolicy): readonly string[] {
  const born = addYears(tableDay, -13)
  const found = tableCases(tableDay, everyKind, policy).find(
    ({ who }) => who === 'Ouder, gezamenlijk gezag (ook na scheiding)',
  )
  if (found === undefined) throw new Error('the table lacks the divorced parents')
  const facts = { ...found.facts, patient: { ...found.facts.patient, birth: born } }
  const decision = decide({ facts, policy })
  const answer =
    decision.kind === 'refusal'
      ? `Geen formulier. ${decision.visitor.nl} ${decision.next.text.nl} (${sourceOf(decision.id)})`
      : `${[signersInWords(decision), `daarna keurt de ${approverInWords(decision)} goed`, `de toegang ${endInWords(decision, policy)}`].join('; ')}. Voor dit kind is de laatste dag ${decision.end.lastDay ?? 'de dag waarop iemand intrekt'}.`
  return [
    '## Wie tekent voor een kind van 13 met gescheiden ouders, en tot wanneer?',
    '',
    `Na een scheiding houden ouders samen gezag, tot een rechter anders beslist (wet: BW 1:251(2)); het uittreksel uit het gezagsregister toont het. Een kind dat op ${tableDay} precies 13 is, beide ouders met gezag: ${answer}`,
    '',
    'Heeft volgens het uittreksel één ouder gezag, dan tekent die zonder de ander (rij “alleen gezag”). Wat er gebeurt als de andere ouder weigert, of niet gevraagd wordt, staat in de rijen daaronder. Wat het kind ook antwoordt, en of het al antwoordde: wie niet bij het ziekenhuis werkt, leest tot er toegang is steeds hetzelfde.',
  ]
}

/** What the policy accepts as papers may be more than one choice; a cell names them all. */
function rowCells(of: TableCase, decision: Decision, policy: HospitalPolicy): readonly string[] {
  if (of.who === whileWaiting) return waitingCells(decision)
  const [form, signs, proof, ...rest] = sourcedCells(decision, policy)
  const choices = [decision, ...of.otherPapers.map((facts) => decide({ facts, policy }))]
  const words = [...new Set(choices.map((one) => (one.kind === 'form' ? proofsInWords(one) : '–')))]
  const sources = [...new Set(choices.flatMap((one) => proofSources(one).split(', ')))].filter((one) => one !== '')
  return [form ?? '', signs ?? '', words.length < 2 ? (proof ?? '') : cellOf(words.join(' – of – '), sources.join(', ')), ...rest] // prettier-ignore
}

/** The sentence that covers every answer of the child, beside the rule that nobody sees it. */
function waitingCells(decision: Decision): readonly string[] {
  if (decision.kind !== 'refusal') return ['geen, zolang het wacht', '–', '–', '–', '–']
  const source = sourceOf('R04.askedAlone')
  return [
    cellOf('geen, zolang het wacht', source),
    `Wie niet bij het ziekenhuis werkt, leest steeds: “${decision.visitor.nl}”`,
    '–',
    '–',
    `Volgende stap, steeds: ${decision.next.text.nl}`,
  ]
}

const sourcedCells = (decision: Decision, policy: HospitalPolicy): readonly string[] => {
  const [form, signs, proof, approves, ends] = cells(decision, policy)
  if (decision.kind === 'refusal') {
    return [
      cellOf(form ?? '', sourcesIn('form', decision)),
      cellOf(signs ?? '', sourcesIn('signs', decision)),
      proof ?? '',
      approves ?? '',
      ends ?? '',
    ]
  }
  return [
    cellOf(form ?? '', sourcesIn('form', decision)),
    // Where no rule is about the signers alone, they follow from the row itself.
    cellOf(signs ?? '', sourcesIn('signs', decision) || sourcesIn('form', decision)),
    cellOf(proof ?? '', proofSources(decision)),
    cellOf(approves ?? '', sourcesIn('approves', decision)),
    cellOf(ends ?? '', sourcesIn('ends', decision)),
  ]
}

function cells(decision: Decision, policy: HospitalPolicy): readonly string[] {
  return decision.kind === 'form'
    ? [
        formInWords(decision),
        signersInWords(decision),
        proofsInWords(decision),
        approverInWords(decision),
        endInWords(decision, policy),
      ]
    : ['geen', decision.visitor.nl, '–', '–', `Volgende stap: ${decision.next.text.nl}`]
}

type CellRow = {
  readonly path: string
  readonly title: string
  readonly value: string
  readonly mark: string
  readonly source: string
}

function everyCell(policy: HospitalPolicy): readonly CellRow[] {
  return Object.entries(policyCells).flatMap(([group, schema]) => {
    const values: unknown = Object.entries(policy).find(([name]) => name === group)?.[1]
    return Object.entries(schema.entries).map(([key, cell]) => {
      const { title, mark, source, unit } = About(v.getMetadata(cell))
      const value: unknown = entriesOf(values).find(([name]) => name === key)?.[1]
      return {
        path: `${group}.${key}`,
        title,
        mark,
        source,
        value: valueInWords(`${group}.${key}`, value, unit),
      }
    })
  })
}

const AboutSchema = v.object({
  title: v.string(),
  mark: v.picklist(['law', 'norm', 'choice', 'judgement']),
  source: v.string(),
  unit: v.string(),
})
const About = (metadata: unknown) => {
  const { mark, ...rest } = v.parse(AboutSchema, metadata)
  return { ...rest, mark: markWords[mark] }
}

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : []

const cellRows = (policy: HospitalPolicy): readonly string[] =>
  everyCell(policy).map(
    ({ path, title, value, mark, source }) => `| ${path} | ${title} | ${value} | ${mark} | ${source || '–'} |`,
  )
