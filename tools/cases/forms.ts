/** A FHIR Questionnaire: {questionnaire, expect}. What a hospital could publish of it, or every element that keeps it from that. */
import * as v from 'valibot'
import { publishableForm } from '../../domain/forms/publish.ts'
import type { Kind } from './kind.ts'

const Case = v.object({ questionnaire: v.unknown() })

export const forms: Kind = {
  name: 'forms',
  answer(given) {
    const published = publishableForm(v.parse(Case, given).questionnaire)
    return published.kind === 'refused' ? { refused: true, faults: published.faults } : { refused: false, ...published.form } // prettier-ignore
  },
}
