/** docs/access-log.md from the list of events: nothing in it is written by hand but the words around it. */
import type { AuditEvent } from '@medplum/fhirtypes'
import { agentRoles, outcomes, subtypes, types } from '../../../central/access-log/codes.ts'
import { accessEvents } from '../../../central/access-log/list.ts'
import type { AnyRow } from '../../../central/access-log/row.ts'

const introduction = `# The access log

For auditors and privacy officers: what the central writes down about who saw or changed what (NEN 7513), when, and where in
the line each part stands. A line is a FHIR R4 AuditEvent after IHE BALP. That of a read is stored before the answer leaves,
that of a request in the same commit as its resources, that of a kiosk right after the change. No line is ever changed: the
embedded database itself refuses that. Each line hangs in a chain of hashes with the one before it. A month that is over is
signed by the house and time-stamped; five years later it is taken away as a whole, and only its head stays. Kiosks keep the
newest head. \`npm run central -- audit-verify DATA\` finds a line that was removed, changed, moved, put in or cut.

This page is written from the list of events in \`central/access-log\` and held to it by a test. After a change of the list:
\`npx vitest run tests/central/access-log.test.ts -u\`. The people and numbers of the examples are invented.

Every line has \`recorded\` (the central's clock, UTC), \`source.observer\` (the hospital) and \`source.site\` (the part of the
central that wrote it). \`outcome\` is 0 for what succeeded, 4 for what was refused or not found, 8 for a serious failure.`

const kioskWords = `## What the kiosk itself wrote

Every signed form and every acceptance brings a line of the kiosk's own inside its envelope: that something was signed, by
whom, for whom. The intake builds it again from what it checked and takes it in only when it is equal, value by value
(\`domain/fhir/audit.ts\`). The line \`requestStored\` names it among what was written.`

/** `examples`: one AuditEvent of each kind; `signed`: the kiosk's own. */
export function accessManual(examples: ReadonlyMap<string, AuditEvent>, signed: AuditEvent): string {
  const rows = Object.entries<AnyRow>(accessEvents)
  return [
    introduction,
    '## Every event',
    table(
      ['Event', 'By', 'When it is written', 'type', 'subtype', 'action', 'outcome', 'site'],
      rows.map(([kind, row]) => [
        `[${kind}](#${kind.toLowerCase()})`,
        row.by,
        row.when,
        types[row.type].code,
        row.subtype === null ? '' : subtypes[row.subtype].code,
        row.action,
        outcomes[row.outcome],
        row.site,
      ]),
    ),
    ...rows.flatMap(([kind, row]) => [
      `## ${kind}`,
      row.when,
      table(
        ['Field', 'Is', 'Stands in'],
        Object.entries(row.fields).map(([name, { says }]) => [name, says, placesOf(row, name).join(', ')]),
      ),
      json(examples.get(kind)),
    ]),
    kioskWords,
    json(signed),
    '',
  ].join('\n\n')
}

/** Where in the AuditEvent a field stands. */
function placesOf(row: AnyRow, name: string): readonly string[] {
  const agents = row.agents.flatMap(({ who, address, role }, at) => {
    const of = role === null ? '' : ` (${agentRoles[role].display})`
    return [
      ...(who === name ? [`agent[${at}].who${of}`] : []),
      ...(address === name ? [`agent[${at}].network.address`] : []),
    ]
  })
  const entities = row.entities.flatMap(({ what, query, details, as }) => [
    ...(what === name ? [`entity.what (${as})`] : []),
    ...(query === name ? [`entity.query in base64 (${as})`] : []),
    ...(details?.includes(name) === true ? [`entity.detail "${name}" (${as})`] : []),
  ])
  const because = row.because !== undefined && 'field' in row.because && row.because.field === name
  return [
    ...agents,
    ...entities,
    ...(because ? ['outcomeDesc'] : []),
    ...(row.purpose?.field === name ? ['purposeOfEvent'] : []),
  ].map((place) => `\`${place}\``)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function json(value: unknown): string {
  return `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
}
