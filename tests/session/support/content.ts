/** What the test hospital shows: short texts, the default policy, one form for a child. */
import { defaultDevicePolicy } from '../../../domain/contract/device/device-policy.ts'
import { dataKindSystem } from '../../../domain/coding/systems.ts'
import { defaultPolicy } from '../../../domain/policy/default.ts'

const translation = 'http://hl7.org/fhir/StructureDefinition/translation'
export const translated = (en: string, simple?: string) => ({
  extension: [
    {
      url: translation,
      extension: [
        { url: 'lang', valueCode: 'en' },
        { url: 'content', valueString: en },
      ],
    },
    ...(simple === undefined
      ? []
      : [
          {
            url: translation,
            extension: [
              { url: 'lang', valueCode: 'nl-x-simple' },
              { url: 'content', valueString: simple },
            ],
          },
        ]),
  ],
})

const option = (system: string, code: string, nl: string, en: string) => ({
  valueCoding: { system, code, display: nl, _display: translated(en) },
})
const own = 'https://balie.example/fhir/CodeSystem/answers'

/** Three questions; the last is asked only of those who want to arrange care. */
export const childForm = {
  resourceType: 'Questionnaire',
  url: 'https://balie.example/fhir/Questionnaire/child-form',
  version: '1.0.0',
  status: 'active',
  title: 'Toegang voor ouder of voogd',
  _title: translated('Access for a parent or guardian'),
  item: [
    {
      linkId: 'scope',
      type: 'choice',
      text: 'Wat wilt u kunnen zien?',
      _text: translated('What do you want to see?', 'Wat wilt u zien?'),
      required: true,
      repeats: true,
      answerOption: [
        { ...option(dataKindSystem, 'appointments', 'Afspraken', 'Appointments'), initialSelected: true },
        { ...option(dataKindSystem, 'medication', 'Medicijnen', 'Medication'), initialSelected: true },
        option(dataKindSystem, 'letters', 'Brieven', 'Letters'),
      ],
      item: [
        {
          linkId: 'scope.help',
          type: 'display',
          text: 'Kies wat u nodig heeft.',
          _text: translated('Choose what you need.'),
        },
      ],
    },
    {
      linkId: 'purpose',
      type: 'choice',
      text: 'Wat wilt u kunnen doen?',
      _text: translated('What do you want to do?'),
      required: true,
      answerOption: [option(own, 'look', 'Kijken', 'Look'), option(own, 'arrangeCare', 'Zorg regelen', 'Arrange care')],
    },
    {
      linkId: 'messages',
      type: 'choice',
      text: 'Wilt u berichten krijgen?',
      _text: translated('Do you want messages?'),
      enableWhen: [{ question: 'purpose', operator: '=', answerCoding: { code: 'arrangeCare' } }],
      answerOption: [option(own, 'yes', 'Ja', 'Yes'), option(own, 'no', 'Nee', 'No')],
    },
  ],
}

const texts = (nl: string) => ({ nl, nlSimple: nl, en: nl })
const document = (title: string, version: string) => ({
  version,
  title: texts(title),
  points: [texts('Dit is het belangrijkste.')],
  passages: [{ heading: texts('Artikel 1'), text: texts('De tekst van het eerste artikel.') }],
})

export const content = {
  version: 7,
  hospital: {
    name: 'Ziekenhuis De Brug',
    privacyContact: 'privacy@debrug.example',
    statusBase: 'http://127.0.0.1:9/status',
  },
  policy: defaultPolicy as unknown,
  device: defaultDevicePolicy,
  terms: document('Gebruiksvoorwaarden', '2026-03'),
  privacy: document('Privacyverklaring', '2026-01'),
  questionnaires: [childForm],
  languages: ['nl', 'nlSimple', 'en'],
}
