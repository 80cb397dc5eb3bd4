/** FHIR resources of one patient: {resources, day, language, patient?, expect}. */
import * as v from 'valibot'
import { dossier } from '../../domain/dossier/dossier.ts'
import { CalendarDay, Instant } from '../../domain/ids.ts'
import { Language } from '../../domain/language.ts'
import type { Kind } from './kind.ts'

const Case = v.object({
  resources: v.array(v.unknown()),
  day: v.union([Instant, CalendarDay]),
  language: v.optional(Language, 'nl'),
  patient: v.optional(v.string()),
  sensitive: v.optional(v.picklist(['shown', 'notShown'])),
})

export const dossiers: Kind = {
  name: 'dossier',
  answer(given) {
    const { resources, day, language, patient, sensitive } = v.parse(Case, given)
    const { groups, leftOut } = dossier(resources, day, language, {
      ...(patient === undefined ? {} : { patient }),
      ...(sensitive === undefined ? {} : { sensitive }),
    })
    const lines = groups.flatMap((group) => group.lines)
    return { groups, lines, leftOut, titles: lines.map(({ title }) => title) }
  },
}
