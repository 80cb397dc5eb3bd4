/**
 * The form for whoever represents an adult who cannot decide on this ("wilsonbekwame volwassenen"), as FHIR R4
 * Questionnaire. Its address ends in the name that the rules give the form.
 */
import { balie } from '../../../domain/coding/systems.ts'
import { notify, period, purpose, question, scope, translated, understanding } from './form-parts.ts'
import { texts } from './words.ts'

const title = texts(
  'Toegang voor wie een volwassene vertegenwoordigt',
  'Toegang voor wie een volwassene helpt',
  'Access for whoever represents an adult',
)

export const incapableAdultForm = {
  resourceType: 'Questionnaire' as const,
  url: `${balie}/Questionnaire/incapable-adult-form`,
  version: '1.2.1',
  status: 'active',
  name: 'IncapableAdultForm',
  language: 'nl',
  title: title.nl,
  _title: translated(title),
  subjectType: ['Patient'],
  item: [
    question({
      linkId: 'represents',
      text: texts(
        'Beslist u voor deze persoon over de zorg?',
        'Beslist u voor deze persoon over de zorg?',
        'Do you decide about care for this person?',
      ),
      help: texts(
        'De medewerker bekeek uw papieren. Niemand anders gaat voor u.',
        'De medewerker zag uw papieren.',
        'The staff member saw your papers. Nobody else comes before you.',
      ),
      system: `${balie}/CodeSystem/representation-statement`,
      options: [{ code: 'declared', label: texts('Ja, dat verklaar ik', 'Ja', 'Yes, I declare that I do') }],
    }),
    scope,
    purpose,
    period,
    notify,
    ...understanding,
  ],
}
