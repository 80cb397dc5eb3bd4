/** The family name of a record against the one on a document. */
import { familyParts } from './human-name.ts'
import type { Cut } from './room.ts'
import type { FamilyParts, HumanNameParts } from './human-name.ts'
import { alike, beginsWith, joined, mayBeSpelledFrom } from './spelling.ts'
import type { Word } from './spelling.ts'
import { core, familyWords, within } from './words.ts'
import type { NameWord } from './words.ts'

/**
 * `same`: a norm decides it. `compound`: one half of a name with a hyphen, which in Dutch records joins the own name and
 * a partner's. `cut`: the document had no room for more. The rest is for a person: one has more than the other
 * (`part`), small words differ (`prefix`), a spelling that no table gives (`spelling`), a script that we cannot read
 * (`script`), nothing in common (`other`).
 */
export type FamilyLikeness = 'same' | 'compound' | 'cut' | 'part' | 'prefix' | 'spelling' | 'script' | 'other'

/** Fewest letters of a family name that was cut: fewer say too little. The shortest field has 30 (9303-5). */
const leastOfCut = 8

export function compareFamily(
  name: HumanNameParts,
  document: { readonly family: string; readonly cut: Pick<Cut, 'family' | 'letters'> },
): FamilyLikeness {
  const parts = familyParts(name)
  return compareFamilyWords(writings(parts), halves(parts), document)
}

function compareFamilyWords(
  whole: readonly string[],
  half: readonly string[],
  document: { readonly family: string; readonly cut: Pick<Cut, 'family' | 'letters'> },
): FamilyLikeness {
  const there = familyWords(document.family)
  const here = whole.map(familyWords).filter((words) => words.length > 0)
  const of = (words: readonly NameWord[]): Word => joined(words.map(({ word }) => word))
  const all = of(there)
  if (here.some((words) => alike(of(words), all))) return 'same'
  if (half.some((text) => alike(of(familyWords(text)), all))) return 'compound'
  const long = all.length >= leastOfCut
  if (document.cut.family && long && here.some((words) => beginsWith(of(words), all))) return 'cut'
  const shortened = long && here.some((words) => isShortened(words, there))
  if (document.cut.family && shortened) return 'cut'
  if (here.some((words) => alike(of(core(words)), of(core(there))))) return 'prefix'
  if (document.cut.letters && shortened) return 'part'
  if (here.some((words) => within(core(words), core(there)) || within(core(there), core(words)))) return 'part'
  if (here.some((words) => mayBeSpelledFrom(of(words), all))) return 'spelling'
  return here.some((words) => words.some(({ otherScript }) => otherScript)) ? 'script' : 'other'
}

/**
 * Whether each word is a beginning of the record's at its place (9303-4 to -6: components are cut to some letters, or to
 * one); later ones may be gone. Of the first at least two letters.
 */
function isShortened(words: readonly NameWord[], there: readonly NameWord[]): boolean {
  const [first] = there
  if (there.length < 2 || there.length > words.length || (first?.word.length ?? 0) < 2) return false
  return there.every(({ word }, at) => beginsWith(words[at]?.word ?? [], word))
}

/** Every way in which a document may have it: own name, partner's, and both in either order (nl-core, NL1 to NL4). */
function writings({ whole, own, partner }: FamilyParts): readonly string[] {
  const both = own !== '' && partner !== '' ? [`${own} ${partner}`, `${partner} ${own}`] : []
  return [whole, own, partner, ...both, ...turned(whole)].filter((text) => text !== '')
}

/** Marks between a married name and the own one: a hyphen, "ev" (echtgenote van), "geb." (born), "wed." (widow of). */
const between = /\s*[-‐–—/]\s*|\s+(?:e\.?v\.?|geb\.?|wed\.?|gesch\.?)\s+/iu

function split(whole: string): readonly string[] {
  const plain = whole.replaceAll(/\be\/v\b/giu, 'ev').replaceAll(/\bv\/d\b/giu, 'v.d.')
  return plain
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function turned(whole: string): readonly string[] {
  const parts = split(whole)
  return parts.length < 2 ? [] : [parts.join(' '), parts.toReversed().join(' ')]
}

/** Halves that can be a name by themselves: not the "Al" of "Al-Hassan". */
function halves({ whole }: FamilyParts): readonly string[] {
  const parts = split(whole)
  return parts.length === 2 && parts.every((part) => familyWords(part).some((word) => !word.small)) ? parts : []
}
