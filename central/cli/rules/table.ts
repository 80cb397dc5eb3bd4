/** The readable table of one hospital: per relation and age who signs, on what, who approves, when it ends, and why. */
import * as v from 'valibot'
import { CalendarDay } from '../../../domain/ids.ts'
import { defaultPolicy } from '../../../domain/policy/default.ts'
import { everyKind } from '../../../domain/policy/kinds.ts'
import { policyCells, type HospitalPolicy } from '../../../domain/policy/policy.ts'
import { decide, type Decision } from '../../../domain/rules/index.ts'
import { refusals } from '../../../domain/rules/refusals.ts'
import { rulebook, type RuleId } from '../../../domain/rules/rulebook.ts'
import { tableCases } from '../../../domain/rules/tableCases.ts'
import { approverInWords, endInWords, formInWords, markWords, signersInWords } from './words.ts'

/** The day for which the table is made; only terms in months and years would look different on another. */
export const tableDay = v.parse(CalendarDay, '2026-06-15')

/** Where a rule comes from: its id, law, norm or choice, and the source. */
export function sourceOf(id: RuleId): string {
  const rules: Readonly<Record<string, { readonly mark: keyof typeof markWords; readonly source: string }>> = {
    ...rulebook,
    ...refusals,
  }
  const rule = rules[id]
  return rule === undefined ? id : `${id} (${markWords[rule.mark]}${rule.source === '' ? '' : `: ${rule.source}`})`
}

export function markdownOf(policy: HospitalPolicy): string {
  const rows = tableCases(tableDay, everyKind).map(({ row, who, patient, facts }) => {
    const decision = decide({ facts, policy })
    return `| ${[row, who, patient, ...cells(decision), decision.rules.map(sourceOf).join('<br>')].join(' | ')} |`
  })
  return [
    `# Wie tekent bij ${policy.hospital.name}`,
    '',
    `Gemaakt uit de regels en het beleid van dit ziekenhuis (versie ${policy.version}, geldig vanaf ${policy.validFrom}). Elke regel noemt zijn bron: wet, norm, keuze van het ziekenhuis of ons oordeel. Bronnen: [sources.md](sources.md). Niet door een jurist nagekeken.`,
    '',
    'Altijd: de arts of medewerker keurt als laatste goed. Zonder goedkeuring en registratie is er geen toegang. Intrekken werkt meteen. Overlijden beëindigt alles.',
    '',
    '| Rij | Wie vraagt | Patiënt | Formulier | Wie tekent, met welk bewijs | Wie keurt goed | Einde | Waarom |',
    '|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    '## Intrekken (R20)',
    '',
    'Wie: de patiënt vanaf 12 die zelf beslist; de gemachtigde voor zichzelf; curator, mentor of gezagsdrager voor wie niet zelf beslist; de arts (wet: BW 7:465(4)). De toegang stopt meteen, zonder goedkeuring.' +
      (policy.withdrawal.form === 'after' ? ' Daarna volgt een formulier.' : ' Er volgt geen formulier.'),
    '',
    '## Verschillen met het standaardbeleid',
    '',
    ...differences(defaultPolicy, policy),
    '',
    '## Alle keuzes van dit ziekenhuis',
    '',
    '| Regel | Betekenis | Waarde | Soort | Bron |',
    '|---|---|---|---|---|',
    ...cellRows(policy),
    '',
  ].join('\n')
}

function cells(decision: Decision): readonly string[] {
  return decision.kind === 'form'
    ? [formInWords(decision), signersInWords(decision), approverInWords(decision), endInWords(decision)]
    : ['geen', decision.visitor.nl, '–', `Volgende stap: ${decision.next.text.nl}`]
}

/** Every cell of the two policies that differs, and each case of the table that comes out otherwise. */
export function differences(a: HospitalPolicy, b: HospitalPolicy): readonly string[] {
  const cellsOfB = new Map(everyCell(b).map((cell) => [cell.path, cell]))
  const lines = everyCell(a).flatMap(({ path, title, value }) => {
    const other = cellsOfB.get(path)?.value
    return other === value ? [] : [`- \`${path}\` (${title}): ${value} → ${other ?? ''}`]
  })
  const cases = tableCases(tableDay, everyKind).flatMap(({ row, who, patient, facts }) => {
    const [one, two] = [cells(decide({ facts, policy: a })), cells(decide({ facts, policy: b }))]
    return one.join() === two.join()
      ? []
      : [`- ${row} ${who}, ${patient}: ${one.join(' / ')} **wordt** ${two.join(' / ')}`]
  })
  return lines.length + cases.length === 0 ? ['Geen.'] : [...lines, '', ...cases]
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
        value: `${JSON.stringify(value)}${unit === '' ? '' : ` ${unit}`}`,
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
