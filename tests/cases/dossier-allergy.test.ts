/** Status of an allergy by its required codes, "none" in words, and all of a reaction. */
import { expect, test } from 'vitest'
import { allergy, groupsShown, shown, status } from './dossier-kit.ts'

const own = { system: 'urn:oid:2.16.528.1.1007.3.3.1234', code: '99' }
const first = (one: { readonly coding: readonly object[] }) => ({ coding: [own, ...one.coding] })
const verified = (...codes: readonly string[]) => ({
  verificationStatus: first({ coding: codes.flatMap((code) => status('verification', code).coding) }),
})
const clinical = (...codes: readonly string[]) => ({
  clinicalStatus: first({ coding: codes.flatMap((code) => status('clinical', code).coding) }),
})

test.each([
  [verified('entered-in-error'), undefined],
  [verified('refuted'), undefined],
  [verified('confirmed'), 'present | Penicilline | '],
  [verified('unconfirmed'), 'unsure | Penicilline | Nog niet bevestigd'],
  [clinical('active'), 'present | Penicilline | '],
  [clinical('resolved'), 'over | Penicilline | Over'],
  [clinical('inactive'), 'over | Penicilline | Nu niet actief'],
  [clinical('inactive', 'resolved'), 'over | Penicilline | Over'],
  // Codes that exclude each other: it may be so.
  [clinical('active', 'resolved'), 'unsure | Penicilline | Niet bekend of dit nog zo is'],
  [verified('confirmed', 'refuted'), 'unsure | Penicilline | Nog niet bevestigd'],
  [verified('confirmed', 'entered-in-error'), undefined],
  // A hospital's own code alone says nothing, whatever its letters are.
  [{ verificationStatus: { coding: [{ system: 'urn:x', code: 'refuted' }] } }, 'unsure | Penicilline | Nog niet bevestigd'], // prettier-ignore
  [{ verificationStatus: { coding: [{ system: 'urn:x', code: 'entered-in-error' }] } }, undefined],
  [{ clinicalStatus: { coding: [{ system: 'urn:x', code: 'active' }] } }, 'unsure | Penicilline | Niet bekend of dit nog zo is'], // prettier-ignore
  [{ clinicalStatus: { coding: [{ system: 'http://snomed.info/sct', code: '723506003' }] } }, 'over | Penicilline | Over'], // prettier-ignore
  [{ clinicalStatus: { coding: [{ system: 'http://hl7.org/fhir/allergy-clinical-status', code: 'resolved' }] } }, 'over | Penicilline | Over'], // prettier-ignore
])('dossier 4: the required code decides, wherever it stands: %j', (more, line) => {
  const { out } = shown([allergy(more)])
  expect(groupsShown([allergy(more)])).toEqual(line === undefined ? [] : [line])
  expect(out).toEqual(line === undefined ? ['error 1'] : [])
})

const sentence = 'noneKnown | Er zijn geen allergieën bekend | '
const snomedNone = allergy({ code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }] } })
const nones: readonly (readonly [object, string])[] = [
  [{ coding: [{ ...own, code: 'GEEN', display: 'Geen allergieën bekend' }] }, sentence],
  [{ text: 'Geen allergieën bekend', coding: [own] }, sentence],
  ...['Geen overgevoeligheid bekend', 'Geen', 'NKA', 'No known allergies (NKA)', 'none known', 'Geen bekende allergieën of intoleranties.', 'Niet allergisch', 'Allergieën: geen', 'Er zijn geen allergieën bekend'].map((text) => [{ text }, sentence] as const), // prettier-ignore
  ...['No known drug allergies', 'NKDA', 'Geen geneesmiddelallergieën bekend', 'Geen allergie voor medicijnen'].map((text) => [{ text }, 'noneKnown | Geen allergie bekend: medicijnen | '] as const), // prettier-ignore
  [{ text: 'Geen voedselallergie bekend' }, 'noneKnown | Geen allergie bekend: voedsel | '],
  [{ text: 'Geen latexallergie' }, 'noneKnown | Geen latexallergie | '],
  // A name beside a word for "none" is a name.
  [{ text: 'Geen', coding: [{ ...own, display: 'Penicilline' }] }, 'present | Penicilline | '],
  [{ text: '-', coding: [{ ...own, display: 'Penicilline' }] }, 'present | Penicilline | '],
  [{ text: 'Geen allergie, wel jeuk bij noten' }, 'present | Geen allergie, wel jeuk bij noten | '],
]
test.each(nones)('dossier 4: "none" is no allergy: %j', (code, line) =>
  expect(groupsShown([allergy({ code })])).toEqual([line]),
)

test.each(['N.v.t.', '-', '—', '.', 'niet van toepassing', 'n/a'])(
  'dossier 4: a field that was filled with %s names nothing, and takes no true sentence away',
  (text) => {
    const empty = allergy({ code: { text } })
    expect(groupsShown([empty])).toEqual([])
    expect(groupsShown([snomedNone, empty])).toEqual([sentence])
    expect(groupsShown([snomedNone, allergy({ code: { text }, criticality: 'high' })])).toEqual([])
  },
)

test('dossier 4: "none" in words takes no true sentence away, and what nobody knows does', () => {
  const words = allergy({ code: { coding: [{ ...own, code: 'GEEN', display: 'Geen allergieën bekend' }] } })
  expect(groupsShown([snomedNone, words])).toEqual([sentence, sentence])
  expect(groupsShown([words, allergy({})])).toEqual(['present | Penicilline | '])
  expect(groupsShown([snomedNone, allergy({ code: { text: 'Onbekend' } })])).toEqual([])
  // Its own words name what its code denies.
  const both = allergy({
    code: { coding: [{ system: 'http://snomed.info/sct', code: '716186003' }], text: 'Penicilline' },
  })
  expect(shown([both])).toEqual({ lines: [], out: ['unreadable 1'] })
})

const reaction = (more: object) =>
  shown([allergy({ code: { text: 'Antibiotica' }, reaction: [more] })]).lines[0]?.split(' | ')[3]
const codesOnly = { coding: [{ system: 'http://snomed.info/sct', code: '271807003' }] }
test.each([
  [{ substance: { text: 'Amoxicilline' }, manifestation: [{ text: 'Uitslag' }] }, 'Reactie: Amoxicilline: Uitslag'],
  [{ substance: { text: 'Amoxicilline' }, manifestation: [] }, 'Reactie: Amoxicilline'],
  [{ substance: { text: 'Antibiotica' }, manifestation: [{ text: 'Uitslag' }] }, 'Reactie: Uitslag'],
  [{ manifestation: [{ text: 'Uitslag' }], note: [{ text: 'Na twee dagen.' }] }, 'Reactie: Uitslag. Na twee dagen.'],
  [{ manifestation: [codesOnly] }, 'Reactie: Vraag ernaar bij uw zorgverlener.'],
  [{ manifestation: [{ text: 'Uitslag' }, codesOnly], severity: 'severe' }, 'Reactie: Uitslag (ernstig). Vraag ernaar bij uw zorgverlener.'], // prettier-ignore
  [{ manifestation: [{ text: 'Uitslag' }], exposureRoute: codesOnly }, 'Reactie: Uitslag. Vraag ernaar bij uw zorgverlener.'], // prettier-ignore
])('dossier 8: nothing of a reaction is lost: %j', (more, words) => expect(reaction(more)).toBe(words))

test('dossier 8: a risk and an age that cannot be said leave a word', () => {
  const details = (more: object) => shown([allergy(more)]).lines[0]?.split(' | ')[3]
  expect(details({ criticality: 'extreme' })).toBe('Risico: Vraag ernaar bij uw zorgverlener.')
  expect(details({ onsetAge: { value: 4, unit: 'jaar', code: 'mo' } })).toBe('Sinds: Tijd niet bekend')
})
