/** AllergyIntolerance (R4): what is so, what is not certain, what is over, and "no allergies known" as a sentence. */
import * as v from 'valibot'
import { leftOut, lineOf, type Around, type Detail, type GroupName, type Read } from '../read/line.ts'
import { momentInWords, orderOf, periodInWords } from '../read/moments.ts'
import { isPatient, sourceOf, timeOr } from '../read/people.ts'
import { tidy } from '../read/plain-text.ts'
import { quantityInWords, rangeInWords } from '../read/quantities.ts'
import type { Resource } from '../read/shapes.ts'
import { put } from '../read/timing.ts'
import { allWords, clean, isCodesOnly, namesNothing, wordsOf } from '../read/words-of.ts'
import { allergyCodes, leftOutWords, notes, states } from '../words/labels.ts'
import { contradictsItself, nameOfAllergy, noneKnown, saysNothing } from './allergy-none.ts'
import { AllergyIntolerance, type Reaction } from './allergy-shape.ts'
import { clinicalOf, verificationOf, type Clinical, type Verification } from './allergy-status.ts'
import { detail, remarks } from './medicine.ts'

export function readAllergy(resource: Resource, around: Around): Read {
  const parsed = v.safeParse(AllergyIntolerance, resource)
  if (!parsed.success || hasModifier(parsed.output)) return leftOut('unreadable')
  const one = parsed.output
  const verified = verificationOf(one.verificationStatus)
  if (verified === 'entered-in-error' || verified === 'refuted') return leftOut('error')
  if (!isPatient(one.patient, around)) return leftOut('otherPatient')
  const { language } = around
  if (contradictsItself(one)) return leftOut('unreadable')
  const none = noneKnown(one, around)
  const stands = standing(clinicalOf(one.clinicalStatus), verified)
  // What was once not known is no news: only today's "none" may be said.
  if (none !== null && stands.group !== 'present') return leftOut('contradicted')
  const name = nameOfAllergy(one, language)
  if (none === null && name === null && saysNothing(one)) return leftOut('error')
  if (none === null && (name === null || namesNothing(one.code))) return leftOut('noName')
  return {
    line: lineOf(
      {
        subject: 'allergies',
        group: none === null ? stands.group : 'noneKnown',
        title: none ?? name ?? '',
        state: stands.state === null || none !== null ? null : states[stands.state][language],
        source: sourceOf([one.recorder, one.asserter], one, around),
        order: orderOf(one.recordedDate) ?? orderOf(one.onsetDateTime),
      },
      {
        time: () => timeOr(momentInWords(one.recordedDate, language), language),
        details: () => (none === null ? detailsOf(one, around) : []),
      },
      language,
    ),
  }
}

function hasModifier({ modifierExtension, reaction }: AllergyIntolerance): boolean {
  return [modifierExtension, ...(reaction ?? []).map((one) => one.modifierExtension)].some(
    (list) => (list ?? []).length > 0,
  )
}

function standing(
  clinical: Clinical,
  verified: Verification,
): { readonly group: GroupName; readonly state: keyof typeof states | null } {
  if (clinical === 'resolved') return { group: 'over', state: 'resolved' }
  if (clinical === 'inactive') return { group: 'over', state: 'inactive' }
  // Codes that R4 does not have, or none: it may be so, and that is said.
  if (verified !== null && verified !== 'confirmed') return { group: 'unsure', state: 'unconfirmed' }
  if (clinical === 'active') return { group: 'present', state: null }
  return { group: clinical === null ? 'present' : 'unsure', state: 'statusUnknown' }
}

function detailsOf(one: AllergyIntolerance, around: Around): readonly Detail[] {
  const { language } = around
  const said = (code: string | undefined) => (code === undefined ? null : (allergyCodes[code]?.[language] ?? null))
  const kinds = [said(one.type), ...(one.category ?? []).map(said)].filter((words) => words !== null)
  const since =
    momentInWords(one.onsetDateTime, language) ??
    periodInWords(one.onsetPeriod, language) ??
    atAge(one, around) ??
    clean(one.onsetString) ??
    (hasOnset(one) ? notes.timeUnknown[language] : null)
  return [
    ...(one.reaction ?? []).flatMap((reaction) => detail('reaction', reactionInWords(reaction, one, around), around)),
    ...detail(
      'risk',
      one.criticality === undefined ? null : (said(one.criticality) ?? leftOutWords.ask[language]),
      around,
    ),
    ...detail('type', kinds.join(', '), around),
    ...detail('since', since, around),
    ...detail('lastTime', momentInWords(one.lastOccurrence, language), around),
    ...remarks(one.note, around),
  ]
}

function hasOnset({ onsetAge, onsetPeriod, onsetRange, onsetDateTime }: AllergyIntolerance): boolean {
  return [onsetAge, onsetPeriod, onsetRange, onsetDateTime].some((onset) => onset !== undefined)
}

/** "de leeftijd van 4 jaar", "de leeftijd van 4 tot 6 jaar"; null without one that can be said. */
function atAge({ onsetAge, onsetRange }: AllergyIntolerance, { language }: Around): string | null {
  const age = quantityInWords(onsetAge, language) ?? rangeInWords(onsetRange, language)
  return age === null ? null : put(notes.atAge, language, { age })
}

/** With the substance that it was about, where that is another name than the allergy's, and with what was noted. */
function reactionInWords(reaction: Reaction, one: AllergyIntolerance, { language }: Around): string {
  const severity = reaction.severity === undefined ? null : (allergyCodes[reaction.severity]?.[language] ?? null)
  const manifested = allWords(reaction.manifestation, language, one).join(', ')
  const substance = wordsOf(reaction.substance, language, one)
  const coded = [...(reaction.manifestation ?? []), reaction.substance, reaction.exposureRoute]
  const parts = [
    severity === null ? manifested : manifested === '' ? severity : `${manifested} (${severity})`,
    clean(reaction.description) ?? '',
    wordsOf(reaction.exposureRoute, language, one) ?? '',
    momentInWords(reaction.onset, language) ?? '',
    ...(reaction.note ?? []).map(({ text }) => clean(tidy(text)) ?? ''),
    // Of some of it there are only codes: that there is more is said.
    coded.some((concept) => isCodesOnly(concept, language)) || (reaction.severity !== undefined && severity === null)
      ? leftOutWords.ask[language]
      : '',
  ].filter((part) => part !== '')
  const said = parts.map((part) => part.replace(/\.$/, '')).join('. ')
  const words = parts.at(-1)?.endsWith('.') === true ? `${said}.` : said
  if (substance === null || substance === nameOfAllergy(one, language)) return words
  return words === '' ? substance : `${substance}: ${words}`
}
