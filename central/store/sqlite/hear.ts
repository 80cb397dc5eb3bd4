/** Inside the transaction that changes mandates: each set whose form has them hears what they are now. */
import type { Consent } from '@medplum/fhirtypes'
import type { SetRefusal, When } from '../../requests/sets/change.ts'
import { heardOf } from '../../requests/sets/form-of-set.ts'
import type { FhirTable } from '../fhir/table.ts'
import type { SetTable } from './sets.ts'

/** Takes back what was written of a set that is not as it was, or that must not be granted. */
export class NotTaken extends Error {
  readonly why: SetRefusal

  constructor(why: SetRefusal) {
    super(why)
    this.why = why
  }
}

/** Throws {@link NotTaken} where a mandate would hold whose set gives nobody access. @param names `Type/id` of what was written. */
export function hear(
  { table, sets }: { readonly table: FhirTable; readonly sets: SetTable },
  names: readonly string[],
  when: When,
): void {
  for (const document of formsOf(table, names)) {
    const set = sets.composedAs(document)
    if (set === null) continue
    const event = heardOf({ set, mandates: mandatesOf(table, document) })
    const change = event === null ? null : sets.happen(set.id, { kind: 'moved', event }, when)
    if (change?.ok === false && event?.kind === 'granted') throw new NotTaken(change.refusal)
  }
}

/** Forms of which a mandate was written and none waits any more. */
export function answeredForms(table: FhirTable, names: readonly string[]): readonly string[] {
  return formsOf(table, names).filter((form) => mandatesOf(table, form).every(({ status }) => status !== 'proposed'))
}

/** `DocumentReference/<id>` of the forms whose mandates are among what was written. */
function formsOf(table: FhirTable, names: readonly string[]): readonly string[] {
  const changed = names.flatMap((name) => {
    const [type, id = ''] = name.split('/')
    const found = type === 'Consent' ? table.read(type, id) : null
    return found?.resourceType === 'Consent' ? [found] : []
  })
  return [...new Set(changed.flatMap(({ sourceReference }) => sourceReference?.reference ?? []))]
}

function mandatesOf(table: FhirTable, document: string): readonly Consent[] {
  return table
    .candidates('Consent', { param: 'reference', value: document })
    .flatMap((one) => (one.resourceType === 'Consent' && one.sourceReference?.reference === document ? [one] : []))
}
