/** How things stand: now, coming, stopped, earlier; and what is hidden. */
import { describe, expect, test } from 'vitest'
import { dossier } from '../../domain/dossier/dossier.ts'
import {
  day,
  patient,
  me,
  shown,
  groupsShown,
  status,
  allergy,
  medicine,
  statement,
  appointment,
} from './dossier-kit.ts'

describe('dossier 4: allergies', () => {
  test.each([
    [{}, ['present | Penicilline | '], []],
    [{ verificationStatus: status('verification', 'entered-in-error') }, [], ['error 1']],
    [{ verificationStatus: status('verification', 'refuted') }, [], ['error 1']],
    [{ verificationStatus: status('verification', 'unconfirmed') }, ['unsure | Penicilline | Nog niet bevestigd'], []],
    [{ verificationStatus: status('verification', 'presumed') }, ['unsure | Penicilline | Nog niet bevestigd'], []],
    [{ clinicalStatus: status('clinical', 'resolved') }, ['over | Penicilline | Over'], []],
    [{ clinicalStatus: status('clinical', 'inactive') }, ['over | Penicilline | Nu niet actief'], []],
    [{ clinicalStatus: undefined }, ['present | Penicilline | Niet bekend of dit nog zo is'], []],
    [
      { code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] } },
      ['noneKnown | Er zijn geen allergieën bekend | '],
      [],
    ],
  ])('%j', (more, lines, out) => {
    const result = shown([allergy(more)])
    expect(groupsShown([allergy(more)])).toEqual(lines)
    expect(result.out).toEqual(out)
  })

  test('dossier 4: "no known allergy" has its date, and is not said beside an allergy', () => {
    const none = allergy({
      id: 'none',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] },
      recordedDate: '2024-03-01',
    })
    expect(dossier([patient, none], day, 'nl').groups[0]?.lines[0]?.time).toBe('1 maart 2024')
    expect(shown([none, allergy({ id: 'a' })]).out).toEqual(['contradicted 1'])
    expect(groupsShown([none, allergy({ id: 'a' })])).toEqual(['present | Penicilline | '])
  })
})

describe('dossier 5: appointments', () => {
  const start = { start: undefined, end: undefined }
  test.each([
    [{}, ['coming | Controle | ']],
    [{ status: 'cancelled' }, ['cancelled | Controle | Deze afspraak gaat niet door']],
    [{ status: 'noshow' }, ['earlier | Controle | U was er niet']],
    [{ status: 'entered-in-error' }, []],
    [{ status: 'waitlist', ...start }, ['toPlan | Controle | U staat op de wachtlijst']],
    [{ status: 'proposed', ...start }, ['toPlan | Controle | Voorstel: nog niet afgesproken']],
    [{ status: 'pending', ...start }, ['toPlan | Controle | De tijd is nog niet bekend']],
    [{ status: 'pending' }, ['coming | Controle | Nog niet zeker: niet iedereen heeft ja gezegd']],
    [{ status: 'arrived' }, ['coming | Controle | U bent aangemeld']],
    [{ status: 'checked-in' }, ['coming | Controle | U bent aangemeld']],
    [{ status: 'fulfilled', start: '2026-01-01T10:00:00Z', end: '2026-01-01T10:10:00Z' }, ['earlier | Controle | ']],
    [{ start: '2026-01-01T10:00:00Z', end: '2026-01-01T10:10:00Z' }, ['earlier | Controle | De tijd is voorbij']],
    [{ start: '2026-11-23T07:00:00Z', end: undefined }, ['coming | Controle | ']],
    [{ participant: [{ actor: me, status: 'declined' }] }, ['cancelled | Controle | U heeft deze afspraak afgezegd']],
    [{ status: 'planned' }, []],
    [{ start: 'morgen' }, []],
    [{ start: '2026' }, []],
  ])('%j', (more, lines) => expect(groupsShown([appointment(more)])).toEqual(lines))

  test('dossier 2: what comes first is the soonest, after it what was last', () => {
    const at = (id: string, start: string) => appointment({ id, description: id, start, end: undefined })
    const all = [
      at('far', '2027-03-01T10:00:00Z'),
      at('old', '2020-01-01T10:00:00Z'),
      at('soon', '2026-11-24T10:00:00Z'),
      at('recent', '2026-10-01T10:00:00Z'),
    ]
    expect(shown(all).lines.map((line) => line.split(' | ')[1])).toEqual(['soon', 'far', 'recent', 'old'])
  })
})

describe('dossier 6: medicines', () => {
  test.each([
    [medicine({}), ['inUse | Metoprolol 50 mg | ']],
    [medicine({ status: 'stopped' }), ['stopped | Metoprolol 50 mg | ']],
    [medicine({ status: 'cancelled' }), ['stopped | Metoprolol 50 mg | Niet doorgegaan']],
    [medicine({ status: 'on-hold' }), ['paused | Metoprolol 50 mg | U gebruikt dit nu even niet']],
    [medicine({ status: 'draft' }), []],
    [medicine({ status: 'completed' }), ['stopped | Metoprolol 50 mg | Afgerond']],
    [medicine({ status: 'entered-in-error' }), []],
    [medicine({ status: 'unknown' }), ['unclear | Metoprolol 50 mg | Vraag uw arts of apotheker']],
    [medicine({ status: 'suspended' }), []],
    [medicine({ doNotPerform: true }), ['notToTake | Metoprolol 50 mg | Gebruik dit niet']],
    [medicine({ intent: 'proposal' }), []],
    [medicine({ intent: 'plan' }), []],
    [medicine({ intent: 'option' }), []],
    [medicine({ intent: 'reflex-order' }), ['inUse | Metoprolol 50 mg | ']],
    [
      medicine({ dosageInstruction: [{ timing: { repeat: { boundsPeriod: { end: '2026-10-01' } } } }] }),
      ['stopped | Metoprolol 50 mg | De periode is voorbij'],
    ],
    [
      medicine({ dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: '2027-01-01' } } } }] }),
      ['startsLater | Metoprolol 50 mg | U gebruikt dit nog niet'],
    ],
    [medicine({ modifierExtension: [{ url: 'https://x.example/not' }] }), []],
    [
      medicine({
        modifierExtension: [
          {
            url: 'http://nictiz.nl/fhir/StructureDefinition/ext-StopType',
            valueCodeableConcept: { coding: [{ code: '113371000146109' }] },
          },
        ],
      }),
      ['stopped | Metoprolol 50 mg | Gestopt'],
    ],
    [
      medicine({
        extension: [
          {
            url: 'http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Period',
            valuePeriod: { end: '2025-01-01' },
          },
        ],
      }),
      ['stopped | Metoprolol 50 mg | De periode is voorbij'],
    ],
    [statement({}), ['inUse | Paracetamol | ']],
    [statement({ status: 'not-taken' }), ['notToTake | Paracetamol | U gebruikt dit niet']],
    [statement({ status: 'intended' }), ['startsLater | Paracetamol | U gaat dit gebruiken']],
    [statement({ status: 'stopped' }), ['stopped | Paracetamol | ']],
    [statement({ status: 'completed' }), ['stopped | Paracetamol | Afgerond']],
    [statement({ status: 'on-hold' }), ['paused | Paracetamol | U gebruikt dit nu even niet']],
    [statement({ status: 'unknown' }), ['unclear | Paracetamol | Vraag uw arts of apotheker']],
    [statement({ status: 'entered-in-error' }), []],
    [
      statement({ effectivePeriod: { start: '2025-01-01', end: '2026-11-22' } }),
      ['stopped | Paracetamol | De periode is voorbij'],
    ],
    [statement({ effectivePeriod: { start: '2025-01-01', end: '2026-11-23' } }), ['inUse | Paracetamol | ']],
  ])('%#', (resource, lines) => expect(groupsShown([resource])).toEqual(lines))

  test('dossier 6: a stopped 50 mg does not stand beside its successor as in use', () => {
    const both = [
      medicine({ id: 'a', status: 'stopped' }),
      medicine({ id: 'b', medicationCodeableConcept: { text: 'Metoprolol 100 mg' } }),
    ]
    expect(groupsShown(both)).toEqual(['inUse | Metoprolol 100 mg | ', 'stopped | Metoprolol 50 mg | '])
  })
})
