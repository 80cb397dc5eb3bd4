/** How much a journey asks of each person: screens, decisions, words. Counted from the recorded screens as they were shown. */
import type { ScreenStep } from '../../domain/contract/messages/screen.ts'
import type { Language } from '../../domain/language.ts'
import type { Photo } from './photograph.ts'
import type { Read } from './read-page.ts'

/** What is aimed at: decisions between identity and review, words of a sentence on average, messages of a screen. */
export const targets = { decisions: 5, words: 12, messages: 3 } as const

export interface Figures {
  /** `child-two-parents 1.2`: the second person of the first visit. */
  readonly who: string
  readonly language: Language
  readonly screens: number
  readonly decisions: number
  /** Of a sentence, on average. */
  readonly words: number
  /** On the fullest screen, and which one that is. */
  readonly messages: number
  readonly fullest: ScreenStep
}

/** On which screens something about the request is chosen. Proving who one is and checking what was chosen are no choices. */
const decides: readonly ScreenStep[] = ['replaceOld', 'otherHere', 'question', 'stopList', 'stopConfirm']

/** One line for each person and language, in the order of the photographs. */
export function figuresOf(photos: readonly Photo[]): readonly Figures[] {
  const groups = new Map<string, Photo[]>()
  for (const photo of photos) {
    const of = personOf(photo)
    groups.set(of, [...(groups.get(of) ?? []), photo])
  }
  return [...groups.values()].map(figures)
}

const personOf = ({ journey, visit, person, language }: Photo): string =>
  `${journey} ${String(visit)}.${String(person)} ${language}`

function figures(shown: readonly Photo[]): Figures {
  const [first] = shown
  if (first === undefined) throw new Error('nobody saw a screen')
  const { journey, visit, person, language } = first
  const counts = shown.flatMap(({ read }) => sentencesOf(read)).map(wordsIn)
  const fullest = shown.reduce((most, one) => (one.read.messages.length > most.read.messages.length ? one : most))
  return {
    who: `${journey} ${String(visit)}.${String(person)}`,
    language,
    screens: shown.length,
    decisions: shown.filter(({ view }) => decides.includes(view.screen.step)).length,
    words: counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length),
    messages: fullest.read.messages.length,
    fullest: fullest.view.screen.step,
  }
}

/** Only what ends as a sentence does: labels and rows of one or two words would make every average small. */
function sentencesOf({ title, messages, others }: Read): readonly string[] {
  return [title, ...messages, ...others].flatMap((text) =>
    text.split(/(?<=[.!?])\s+/).filter((sentence) => /[.!?]$/.test(sentence)),
  )
}

function wordsIn(sentence: string): number {
  return sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

/** As a table for people. */
export function tableOf(all: readonly Figures[]): string {
  const rows = all.map((one) => [
    one.who,
    one.language,
    String(one.screens),
    `${String(one.decisions)}${one.decisions > targets.decisions ? ' !' : ''}`,
    one.words.toFixed(1),
    `${String(one.messages)} (${one.fullest})${one.messages > targets.messages ? ' !' : ''}`,
  ])
  const head = ['journey visit.person', 'language', 'screens', 'decisions', 'words', 'messages']
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)))
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
