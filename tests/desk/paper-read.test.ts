/** What a clerk types about a paper: every kind right, and every wrong field with its sentence. */
import { describe, expect, it } from 'vitest'
import { evidenceKinds, type EvidenceKind } from '../../domain/contract/gateway/evidence.ts'
import { courts, namesPatient, paperForms } from '../../central/web/desk/paper-fields.ts'
import { fieldName, readPaper } from '../../central/web/desk/paper-read.ts'
import { namedWords, paperWords } from '../../central/web/desk/paper-words.ts'
import { day } from '../rules/sample.ts'

const today = day('2026-11-23')
const now = new Date('2026-11-23T09:00:00Z')

/** By field, as it is typed. */
const right: { readonly [Kind in EvidenceKind]: Readonly<Record<string, string>> } = {
  authorityExtract: { source: 'extract', issuedOn: '01-11-2026' },
  ruling: {
    measure: 'curatele',
    joint: 'no',
    court: 'Rechtbank Den Haag',
    pronouncedOn: '3-2-2025',
    effectiveOn: '01.03.2025',
    until: '28022027',
    newestLetterOn: '2026-01-05',
    'kinds-medication': 'on',
    copy: 'original',
  },
  finding: { capacity: 'lacking', physician: 'H. Bos', on: '01-10-2026', until: '' },
  authorization: { signedOn: '06-05-2024', copy: 'copy' },
  kinship: {},
  curateleRegister: { answer: 'listed' },
  employeeMandate: { organisation: 'Stichting Voogdij', until: '31-12-2026' },
  coHolderNotAsked: { reason: 'safety' },
  coHolderRefused: {},
  otherRepresentatives: { courtAppointed: 'declines', writtenProxy: 'none', partner: 'acts', sameStep: 'yes' },
}
const named = { given: 'Milan', born: '04-09-2019' }

function read(kind: EvidenceKind, change: Readonly<Record<string, string>> = {}) {
  const typed = Object.entries({ ...right[kind], ...named, ...change })
  const form = new URLSearchParams(typed.map(([name, value]) => [fieldName(kind, name), value]))
  return readPaper(kind, form, {
    now,
    today,
    ...(kind === 'authorityExtract' ? { more: { authority: 'sole' } } : {}),
  })
}

describe('A paper as the clerk types it', () => {
  it.each(evidenceKinds)('%s is recorded with whom it names', (kind) => {
    expect(read(kind)).toMatchObject({
      ok: true,
      evidence: { kind, named: false, concerns: { given: 'Milan', birthDate: '2019-09-04' } },
    })
  })

  it('is kept in the contract’s own terms', () => {
    expect(read('ruling')).toMatchObject({
      evidence: {
        joint: false,
        pronouncedOn: '2025-02-03',
        effectiveOn: '2025-03-01',
        until: '2027-02-28',
        kinds: ['medication'],
        copy: 'original',
      },
    })
    expect(read('finding')).toMatchObject({ evidence: { source: 'transcribed', until: null } })
    expect(read('authorization')).toMatchObject({ evidence: { kinds: null } })
    expect(read('curateleRegister')).toMatchObject({ evidence: { on: today } })
    expect(read('otherRepresentatives')).toMatchObject({ evidence: { sameStep: true, partner: 'acts' } })
  })

  const fields = evidenceKinds.flatMap((kind) =>
    [...paperForms[kind].fields, ...namesPatient].map((field) => [kind, field] as const),
  )
  const asked = fields.filter(([, field]) => field.as !== 'topics' && !('optional' in field) && !('first' in field))
  it.each(asked.map(([kind, field]) => [kind, field.name, field] as const))('%s: %s must be said', (kind, name) => {
    const got = read(kind, { [name]: '' })
    expect(got).toMatchObject({ ok: false, fault: { field: fieldName(kind, name) } })
  })

  const days = fields.filter(([, field]) => field.as === 'day')
  it.each(days.map(([kind, field]) => [kind, field.name] as const))('%s: %s is a day that there is', (kind, name) => {
    for (const typed of ['30-02-2026', 'gisteren', '31-04-2025'])
      expect(read(kind, { [name]: typed })).toMatchObject({ fault: { field: fieldName(kind, name), text: 'Deze datum bestaat niet. Typ dag-maand-jaar.' } }) // prettier-ignore
    for (const typed of ['01-01-1700', '01-01-2300'])
      expect(read(kind, { [name]: typed })).toMatchObject({ fault: { text: 'Deze datum ligt te ver weg.' } })
  })

  const past = days.filter(([, field]) => field.as === 'day' && field.past !== null)
  it.each(past.map(([kind, field]) => [kind, field.name] as const))('%s: %s is not of tomorrow', (kind, name) => {
    expect(read(kind, { [name]: '23-11-2026' }).ok).toBe(true)
    expect(read(kind, { [name]: '24-11-2026' })).toMatchObject({ ok: false, fault: { field: fieldName(kind, name) } })
  })

  it('a ruling that is pronounced tomorrow has a sentence of its own', () => {
    expect(read('ruling', { pronouncedOn: '24-11-2026' })).toMatchObject({
      fault: { text: 'Deze uitspraak is van na vandaag. Zij telt nog niet.' },
    })
  })

  it('nothing ends before it begins', () => {
    const text = 'De laatste dag is voor de eerste. Kijk nog een keer op het papier.'
    expect(read('ruling', { until: '28-02-2025' })).toMatchObject({ fault: { text, field: 'ruling-until' } })
    expect(read('ruling', { until: '01-03-2025' }).ok).toBe(true)
    expect(read('finding', { until: '30-09-2026' })).toMatchObject({ fault: { text, field: 'finding-until' } })
  })

  it('texts are plain and have an end: a court outside the list may be typed', () => {
    expect(read('ruling', { court: 'Tribunal de Paris' }).ok).toBe(true)
    expect(read('ruling', { court: 'x'.repeat(60) }).ok).toBe(true)
    expect(read('ruling', { court: 'x'.repeat(61) })).toMatchObject({ fault: { text: 'Te lang: hoogstens 60 tekens.' } }) // prettier-ignore
    for (const court of ['Recht\u202ebank', 'a\u0000b', '\u200b'])
      expect(read('ruling', { court })).toMatchObject({ ok: false, fault: { field: 'ruling-court' } })
    expect(new Set(courts).size).toBe(courts.length)
    expect(courts.every((court) => court.length <= 60)).toBe(true)
  })

  it('a choice that the page does not offer is none', () => {
    expect(read('ruling', { measure: 'adoption' })).toMatchObject({ fault: { field: 'ruling-measure' } })
    expect(read('authorityExtract', { source: 'neighbour' })).toMatchObject({ fault: { field: 'source' } })
  })
})

describe('A paper in one line of Dutch', () => {
  it.each([
    ['authorityExtract', 'Uittreksel gezagsregister van 1 november 2026: alleen gezag'],
    [
      'ruling',
      'Curatele, Rechtbank Den Haag, 3 februari 2025; geldt vanaf 1 maart 2025; tot en met 28 februari 2027; ' +
        'nieuwste brief 5 januari 2026; alleen voor medicijnen; origineel gezien',
    ],
    ['finding', 'Arts H. Bos, 1 oktober 2026: kan niet zelf beslissen; overgenomen van een brief'],
    ['authorization', 'Ondertekend op 6 mei 2024; kopie gezien'],
    ['kinship', 'Gezien'],
    ['curateleRegister', 'Staat in het register, bekeken op 23 november 2026'],
    ['employeeMandate', 'Mag optreden voor Stichting Voogdij; tot en met 31 december 2026'],
    ['coHolderNotAsked', 'Niet veilig'],
    ['coHolderRefused', 'Aan de balie gezegd'],
    ['otherRepresentatives', 'curator of mentor: wil niet; partner: is er; nog iemand zoals de bezoeker'],
  ] as const)('%s', (kind, line) => {
    const got = read(kind)
    if (!got.ok) throw new Error(got.fault.text)
    expect(paperWords(got.evidence)).toBe(line)
    expect(namedWords(got.evidence)).toBe('Milan, geboren 4 september 2019')
  })
})
