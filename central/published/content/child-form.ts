/**
 * The form "Toegang voor ouder of voogd" for a child under 12, as FHIR R4 Questionnaire: choices only, translated by
 * the extension `translation`. Its address ends in the name that the rules give the form; `scope` and `purpose` are
 * the questions whose codes the rules read (domain/forms/request.ts).
 */
import { balie } from '../../../domain/coding/systems.ts'
import { notify, period, purpose, question, scope, translated, understanding } from './form-parts.ts'
import { texts } from './words.ts'

const title = texts('Toegang voor ouder of voogd', 'Toegang voor ouder of voogd', 'Access for a parent or guardian')

export const childForm = {
  resourceType: 'Questionnaire' as const,
  url: `${balie}/Questionnaire/child-form`,
  version: '1.3.1',
  status: 'active',
  name: 'ChildForm',
  language: 'nl',
  title: title.nl,
  _title: translated(title),
  subjectType: ['Patient'],
  item: [
    question({
      linkId: 'authority',
      text: texts(
        'Heeft u het gezag over dit kind?',
        'Heeft u gezag over dit kind?',
        'Do you have parental responsibility for this child?',
      ),
      help: texts(
        'Gezag betekent: u mag over uw kind beslissen. De medewerker bekeek uw uittreksel.',
        'Gezag: u mag over uw kind beslissen.',
        'Parental responsibility means you may decide for your child. The staff member saw your extract.',
      ),
      system: `${balie}/CodeSystem/authority-statement`,
      options: [
        {
          code: 'declared',
          label: texts('Ja, dat verklaar ik', 'Ja, ik heb gezag', 'Yes, I declare that I do'),
        },
      ],
    }),
    scope,
    purpose,
    period,
    notify,
    ...understanding,
  ],
}
