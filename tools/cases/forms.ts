/** A FHIR Questionnaire: {questionnaire, expect}. */
import * as v from 'valibot'
import { readForm } from '../../domain/forms/form.ts'
import type { Kind } from './kind.ts'

const Case = v.object({ questionnaire: v.unknown() })

export const forms: Kind = {
  name: 'forms',
  answer(given) {
    const form = readForm(v.parse(Case, given).questionnaire)
    return form === null ? { refused: true } : { refused: false, ...form }
  },
}
