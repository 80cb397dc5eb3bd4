/** Names and use of a medicine, reactions, places: in words and in order. */
import { describe, expect, test } from 'vitest'
import type { Language } from '../../domain/language.ts'
import { me, them, shown, allergy, medicine, appointment } from './dossier-kit.ts'

describe('dossier 7: names', () => {
  const reference = (more: object, around: object = {}) =>
    medicine({ medicationCodeableConcept: undefined, medicationReference: more, ...around })
  const named = {
    resourceType: 'Medication',
    id: 'm',
    code: { coding: [{ code: '1' }, { code: '2', display: 'Amoxicilline' }] },
  }
  test.each([
    [[reference({ reference: '#m' }, { contained: [named] })], 'Amoxicilline'],
    [[reference({ reference: 'Medication/m' }), named], 'Amoxicilline'],
    [[reference({ reference: 'Medication/m/_history/2' }), named], 'Amoxicilline'],
    [[reference({ display: 'Amoxicilline 500 mg' })], 'Amoxicilline 500 mg'],
    [
      [
        {
          resourceType: 'Bundle',
          entry: [{ resource: reference({ reference: 'urn:uuid:1' }) }, { fullUrl: 'urn:uuid:1', resource: named }],
        },
      ],
      'Amoxicilline',
    ],
    [
      [
        medicine({
          medicationCodeableConcept: { coding: [{ code: 'N02BE01' }] },
          text: { status: 'generated', div: '<div>Paracetamol &lt;500 mg&gt;</div>' },
        }),
      ],
      'Paracetamol <500 mg>',
    ],
    [
      [
        reference(
          { reference: '#m' },
          {
            contained: [
              {
                resourceType: 'Medication',
                id: 'm',
                ingredient: [{ itemCodeableConcept: { text: 'A' } }, { itemCodeableConcept: { text: 'B' } }],
              },
            ],
          },
        ),
      ],
      'A + B',
    ],
  ])('%#', (resources, title) => expect(shown(resources).lines.map((line) => line.split(' | ')[1])).toEqual([title]))

  test('dossier 7: never a dose without a name', () => {
    const nameless = [
      medicine({ medicationCodeableConcept: { coding: [{ code: '1' }] }, dosageInstruction: [{ text: '3 per dag' }] }),
      reference({ reference: 'Medication/unknown' }, { dosageInstruction: [{ text: '3 per dag' }] }),
      reference({ reference: 'https://elsewhere.example/Medication/m' }),
    ]
    expect(shown([...nameless, named])).toEqual({ lines: [], out: ['noName 3'] })
  })

  test('dossier 13: the name in the language shown', () => {
    const codes = {
      coding: [
        { system: 'http://snomed.info/sct', code: '1', display: 'Allergy to peanut' },
        {
          system: 'http://snomed.info/sct',
          version: 'http://snomed.info/sct/11000146104',
          code: '1',
          display: 'pinda-allergie',
        },
      ],
    }
    const translated = {
      coding: [
        {
          code: '1',
          display: 'Peanut',
          _display: {
            extension: [
              {
                url: 'http://hl7.org/fhir/StructureDefinition/translation',
                extension: [
                  { url: 'lang', valueCode: 'nl-NL' },
                  { url: 'content', valueString: 'Pinda' },
                ],
              },
            ],
          },
        },
      ],
    }
    const title = (code: object, language: Language) => shown([allergy({ code })], language).lines[0]?.split(' | ')[1]
    expect([title(codes, 'nl'), title(codes, 'en')]).toEqual(['pinda-allergie', 'Allergy to peanut'])
    expect([title(translated, 'nlSimple'), title(translated, 'en')]).toEqual(['Pinda', 'Peanut'])
  })
})

describe('dossier 8: words', () => {
  const use = (dosage: readonly object[], language: Language = 'nl') =>
    shown([medicine({ dosageInstruction: dosage })], language).lines[0]?.split(' | ')[3]
  const quantity = (value: number, unit = 'tablet') => ({ doseQuantity: { value, unit } })
  test.each([
    [
      [{ timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd' } }, doseAndRate: [quantity(1)] }],
      'Gebruik: 1 tablet per keer, 3 keer per dag',
    ],
    [
      [
        {
          timing: { repeat: { frequency: 1, period: 8, periodUnit: 'h' } },
          doseAndRate: [{ doseRange: { low: { value: 1 }, high: { value: 2, unit: 'tablet' } } }],
        },
      ],
      'Gebruik: 1 tot 2 tabletten per keer, elke 8 uur',
    ],
    [[{ text: '1 per dag', asNeededBoolean: true }], 'Gebruik: 1 per dag / Zo nodig'],
    [[{ text: '1 per dag', asNeededCodeableConcept: { text: 'Pijn' } }], 'Gebruik: 1 per dag / Zo nodig bij: pijn'],
    [
      [
        {
          text: '1 per dag',
          maxDosePerPeriod: { numerator: { value: 4, unit: 'gram' }, denominator: { value: 1, code: 'd' } },
        },
      ],
      'Gebruik: 1 per dag / Niet meer dan 4 gram per dag',
    ],
    [
      [{ text: '1 per dag', maxDosePerAdministration: { value: 2, unit: 'tablet' } }],
      'Gebruik: 1 per dag / Niet meer dan 2 tabletten per keer',
    ],
    [
      [
        { sequence: 2, text: 'Dan 1 tablet' },
        { sequence: 1, text: 'Eerst 2 tabletten' },
      ],
      'Gebruik: Eerst 2 tabletten / Daarna: dan 1 tablet',
    ],
    [
      [
        { sequence: 1, text: 'A per dag' },
        { sequence: 1, text: 'B per dag' },
      ],
      'Gebruik: A per dag / En: B per dag',
    ],
    [[{ patientInstruction: 'Met water innemen' }], 'Gebruik: Met water innemen'],
    [[{ text: '1 per dag', additionalInstruction: [{ text: 'niet kauwen' }] }], 'Gebruik: 1 per dag / Niet kauwen'],
    [
      [{ doseAndRate: [quantity(0.5)], timing: { repeat: { when: ['MORN', 'EVE'] } }, route: { text: 'via de mond' } }],
      'Gebruik: 0,5 tabletten per keer, ’s ochtends en ’s avonds, via de mond',
    ],
    [
      [
        {
          timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', when: ['ACM'], offset: 30 } },
          doseAndRate: [quantity(1)],
        },
      ],
      'Gebruik: 1 tablet per keer, 1 keer per dag, 30 minuten voor het ontbijt',
    ],
    [
      [{ timing: { repeat: { dayOfWeek: ['mon', 'thu'], timeOfDay: ['08:00:00'] } }, doseAndRate: [quantity(2)] }],
      'Gebruik: 2 tabletten per keer, op maandag en donderdag, om 08.00 uur',
    ],
    [
      [{ timing: { code: { coding: [{ code: 'BID' }] } }, doseAndRate: [quantity(1)] }],
      'Gebruik: 1 tablet per keer, 2 keer per dag',
    ],
    [
      [{ timing: { repeat: { when: ['XYZ'] } }, doseAndRate: [quantity(1)] }],
      'Gebruik: Zie de verpakking, of vraag het aan uw apotheker.',
    ],
    [[{ doseQuantity: { value: 1 } }], 'Gebruik: Zie de verpakking, of vraag het aan uw apotheker.'],
    [[{ doseAndRate: [quantity(1), quantity(2)] }], 'Gebruik: Zie de verpakking, of vraag het aan uw apotheker.'],
    [
      [{ doseAndRate: [{ doseQuantity: { value: 1e-7, unit: 'mg' } }] }],
      'Gebruik: Zie de verpakking, of vraag het aan uw apotheker.',
    ],
    [
      [
        {
          timing: {
            repeat: { boundsDuration: { value: 10, unit: 'd', code: 'd' }, frequency: 1, period: 1, periodUnit: 'd' },
          },
          doseAndRate: [quantity(1)],
        },
      ],
      'Gebruik: 1 tablet per keer, 1 keer per dag, 10 dagen lang',
    ],
  ])('%#', (dosage, words) => expect(use(dosage)).toBe(words))

  test('dossier 8: the same in English', () => {
    expect(
      use(
        [
          {
            timing: { repeat: { frequency: 3, period: 1, periodUnit: 'd' } },
            doseAndRate: [quantity(0.5)],
            asNeededBoolean: true,
          },
        ],
        'en',
      ),
    ).toBe('Use: 0.5 tablets at a time, 3 times per day / If needed')
  })

  test('dossier 8: a reaction with how bad it was, an appointment with its place and why it is off', () => {
    expect(
      shown([
        allergy({
          criticality: 'high',
          reaction: [{ manifestation: [{ text: 'Huiduitslag' }], severity: 'severe', description: 'Na een kuur' }],
        }),
      ]).lines,
    ).toEqual([
      'present | Penicilline |  | Reactie: Huiduitslag (ernstig). Na een kuur / Risico: Hoog: kan levensgevaarlijk zijn',
    ])
    const whole = appointment({
      description: undefined,
      status: 'cancelled',
      cancelationReason: { coding: [{ code: 'prov-pers' }] },
      serviceType: [{ text: 'Fietstest' }],
      specialty: [{ text: 'Cardiologie' }],
      comment: 'Neem schoenen mee',
      participant: [
        { actor: me, status: 'accepted' },
        { actor: { reference: 'Location/l', display: 'Polikliniek hart' }, status: 'accepted' },
        { actor: { reference: 'Practitioner/d', display: 'dr. Timmer' }, status: 'accepted' },
        { actor: them, status: 'accepted' },
      ],
    })
    const place = {
      resourceType: 'Location',
      id: 'l',
      name: 'Polikliniek hart',
      description: 'Route 34, tweede verdieping',
    }
    expect(shown([whole, place]).lines).toEqual([
      'cancelled | Fietstest | Deze afspraak gaat niet door | Wanneer: dinsdag 24 november 2026, 10.20 uur / Duurt: 20 minuten / Waar: Polikliniek hart / Route: Route 34, tweede verdieping / Bij: dr. Timmer / Soort afspraak: Cardiologie / Waarom niet: Door het ziekenhuis afgezegd / Opmerking: Neem schoenen mee',
    ])
    expect(JSON.stringify(shown([whole, place]))).not.toContain('Vreemde')
  })
})
