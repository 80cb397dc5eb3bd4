/**
 * A dossier in which each status stands once: what comes, was moved, cancelled or is still to be planned; medicines in
 * use, later, paused, stopped and not to be taken; allergies that are sure, unsure and over; documents that are ready, not
 * ready and replaced; and what is not shown. For learning, and for whoever judges the screens.
 */
import type {
  AllergyIntolerance,
  Appointment,
  Communication,
  DocumentReference,
  MedicationRequest,
  MedicationStatement,
  Resource,
} from '@medplum/fhirtypes'
import { addDays } from '../../domain/days/calendar.ts'
import { loinc } from '../../domain/coding/systems.ts'
import type { CalendarDay } from '../../domain/ids.ts'

const hl7 = 'http://terminology.hl7.org/CodeSystem'
const snomed = 'http://snomed.info/sct'
const doctor = { type: 'Practitioner' as const, display: 'dr. A. de Wit, longziekten' }
const pharmacist = { display: 'Poliklinische apotheek' }

/** Whose it is, and a day counted from the first day of training. */
interface About {
  readonly patient: { readonly reference: string }
  readonly on: (days: number) => CalendarDay
  readonly at: (days: number, time: string) => string
}

function about(subject: string, today: CalendarDay): About {
  const on = (days: number): CalendarDay => addDays(today, days)
  return { patient: { reference: subject }, on, at: (days, time) => `${on(days)}T${time}:00+01:00` }
}

export function everyStatus(subject: string, today: CalendarDay): readonly Resource[] {
  const of = about(subject, today)
  return [
    ...appointments(of),
    ...medicinesInUse(of),
    ...otherMedicines(of),
    ...allergies(of),
    ...documents(of),
    ...messages(of),
  ]
}

/** Somebody of whom it was asked, and who has none. */
export function noAllergies(subject: string, today: CalendarDay): AllergyIntolerance {
  const { patient, at } = about(subject, today)
  return {
    resourceType: 'AllergyIntolerance',
    ...standing('active', 'confirmed'),
    code: { coding: [{ system: snomed, code: '716186003', display: 'Geen bekende allergie' }] },
    patient,
    recordedDate: at(-14, '10:30'),
    recorder: doctor,
  }
}

function appointments({ patient, on, at }: About): readonly Appointment[] {
  const one = (status: Appointment['status'], more: Partial<Appointment>): Appointment => ({
    resourceType: 'Appointment',
    status,
    participant: [
      { actor: patient, status: 'accepted' },
      { actor: { type: 'Location', display: 'Polikliniek longziekten, route 214' }, status: 'accepted' },
      { actor: doctor, status: 'accepted' },
    ],
    ...more,
  })
  const time = (days: number, from: string, to: string) => ({ start: at(days, from), end: at(days, to) })
  return [
    one('booked', {
      ...time(9, '10:20', '10:40'),
      description: 'Controle longarts',
      patientInstruction: 'Neem uw lijst met medicijnen mee. Gebruik uw inhalator zoals altijd.',
    }),
    one('cancelled', {
      ...time(2, '09:00', '09:20'),
      description: 'Controle longarts',
      cancelationReason: { text: 'Verplaatst: u komt een week later.' },
    }),
    one('cancelled', {
      ...time(16, '13:30', '14:00'),
      description: 'Longfoto',
      cancelationReason: { coding: [{ system: `${hl7}/appointment-cancellation-reason`, code: 'prov-mach' }] },
    }),
    one('proposed', {
      description: 'Blaastest',
      requestedPeriod: [{ start: on(60), end: on(90) }],
    }),
    one('fulfilled', { ...time(-120, '11:00', '11:20'), description: 'Eerste gesprek longarts' }),
    one('entered-in-error', { ...time(30, '08:00', '08:20'), description: 'Afspraak van een ander' }),
  ]
}

function medicine({ patient, at }: About, name: string, more: Partial<MedicationRequest>): MedicationRequest {
  return {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { text: name },
    subject: patient,
    authoredOn: at(-119, '11:40'),
    requester: doctor,
    ...more,
  }
}

const tablets = (value: number) => ({ value, unit: 'tablet' })

function medicinesInUse(of: About): readonly (MedicationRequest | MedicationStatement)[] {
  return [
    medicine(of, 'Metoprolol 50 mg', {
      dosageInstruction: [
        {
          doseAndRate: [{ doseQuantity: tablets(1) }],
          timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', when: ['MORN'] } },
          patientInstruction: 'Met een glas water.',
        },
      ],
      reasonCode: [{ text: 'Hoge bloeddruk' }],
    }),
    // A range, a most in a day, and only when needed.
    medicine(of, 'Paracetamol 500 mg', {
      dosageInstruction: [
        {
          doseAndRate: [{ doseRange: { low: tablets(1), high: tablets(2) } }],
          timing: { repeat: { frequency: 1, frequencyMax: 3, period: 1, periodUnit: 'd' } },
          asNeededBoolean: true,
          maxDosePerPeriod: { numerator: tablets(6), denominator: { value: 1, unit: 'dag', code: 'd' } },
        },
      ],
    }),
    {
      resourceType: 'MedicationStatement',
      status: 'active',
      medicationCodeableConcept: { text: 'Vitamine D 400 IE' },
      subject: of.patient,
      dateAsserted: of.at(-30, '09:15'),
      informationSource: of.patient,
      dosage: [{ text: '1 tablet per dag.' }],
    },
  ]
}

function otherMedicines(of: About): readonly (MedicationRequest | MedicationStatement)[] {
  return [
    medicine(of, 'Prednison 5 mg', {
      authoredOn: of.at(-1, '16:00'),
      dosageInstruction: [
        { text: '2 tabletten per dag, een week lang.', timing: { repeat: { boundsPeriod: { start: of.on(9) } } } },
      ],
    }),
    medicine(of, 'Simvastatine 20 mg', {
      status: 'on-hold',
      statusReason: { text: 'Gaat niet samen met uw antibioticum.' },
      dosageInstruction: [{ text: '1 tablet voor het slapen.' }],
    }),
    medicine(of, 'Metoprolol 25 mg', {
      status: 'stopped',
      authoredOn: of.at(-400, '10:00'),
      statusReason: { text: 'U gebruikt nu de tablet van 50 mg.' },
      dosageInstruction: [{ text: '1 tablet per dag.' }],
    }),
    medicine(of, 'Ibuprofen', {
      doNotPerform: true,
      requester: pharmacist,
      reasonCode: [{ text: 'U kunt er benauwd van worden.' }],
    }),
    medicine(of, 'Naproxen 250 mg', { status: 'draft' }),
  ]
}

function standing(clinical: string, verification: string) {
  return {
    clinicalStatus: { coding: [{ system: `${hl7}/allergyintolerance-clinical`, code: clinical }] },
    verificationStatus: { coding: [{ system: `${hl7}/allergyintolerance-verification`, code: verification }] },
  }
}

function allergies({ patient, at }: About): readonly AllergyIntolerance[] {
  const one = (name: string, days: number, more: Partial<AllergyIntolerance>): AllergyIntolerance => ({
    resourceType: 'AllergyIntolerance',
    code: { text: name },
    patient,
    recordedDate: at(days, '14:00'),
    recorder: doctor,
    ...more,
  })
  return [
    one('Penicilline', -900, {
      ...standing('active', 'confirmed'),
      criticality: 'high',
      category: ['medication'],
      reaction: [{ manifestation: [{ text: 'Huiduitslag' }, { text: 'Benauwd' }], severity: 'severe' }],
    }),
    one('Pinda', -60, {
      ...standing('active', 'unconfirmed'),
      reaction: [{ manifestation: [{ text: 'Jeuk in de mond' }] }],
    }),
    one('Koemelk', -9000, { ...standing('resolved', 'confirmed') }),
    one('Latex', -700, standing('inactive', 'refuted')),
  ]
}

function documents({ patient, at }: About): readonly DocumentReference[] {
  const one = (days: number, title: string, text: string | null, more: Partial<DocumentReference>) =>
    ({
      resourceType: 'DocumentReference',
      status: 'current',
      type: { coding: [{ system: loinc, code: '11488-4', display: 'Consult note' }] },
      subject: patient,
      date: at(days, '15:05'),
      author: [doctor],
      description: title,
      content: [
        {
          attachment:
            text === null
              ? { contentType: 'application/pdf', title, size: 120_000, url: 'Binary/training' }
              : {
                  contentType: 'text/plain; charset=utf-8',
                  language: 'nl',
                  title,
                  data: Buffer.from(text, 'utf8').toString('base64'),
                },
        },
      ],
      ...more,
    }) satisfies DocumentReference
  const restricted = { coding: [{ system: `${hl7}/v3-Confidentiality`, code: 'R' }] }
  return [
    one(-118, 'Brief aan de huisarts', 'De longen klinken goed. Controle over een half jaar.', {}),
    one(-117, 'Uitslag van de longfoto', null, {}),
    one(-3, 'Verslag van de blaastest', 'De uitslag wordt nog bekeken.', { docStatus: 'preliminary' }),
    one(-200, 'Plan voor uw longen', 'Dit was het plan tot de zomer.', { status: 'superseded' }),
    one(-90, 'Gesprek met de psycholoog', 'Dit leest niemand aan een balie.', { securityLabel: [restricted] }),
    one(-118, 'Leven met astma', 'Beweeg elke dag. Rook niet. Bel ons als u ’s nachts wakker wordt van het hoesten.', {
      type: { coding: [{ system: loinc, code: '69730-0', display: 'Instructions' }] },
    }),
  ]
}

function messages({ patient, at }: About): readonly Communication[] {
  const one = (topic: string, text: string, more: Partial<Communication>): Communication => ({
    resourceType: 'Communication',
    status: 'completed',
    subject: patient,
    sent: at(-20, '16:30'),
    sender: doctor,
    topic: { text: topic },
    payload: [{ contentString: text }],
    ...more,
  })
  return [
    one('Uw nieuwe inhalator', 'Haal hem op bij de apotheek in de hal.', { recipient: [patient] }),
    // From one care giver to another: about the patient, and not for the patient.
    one('Overleg', 'Graag meekijken met deze mevrouw.', { recipient: [{ display: 'dr. R. Timmer' }] }),
  ]
}
