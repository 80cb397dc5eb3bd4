/**
 * A yes or no about what was just read. A wrong answer is explained and asked again; the second time a person is offered.
 * Nobody is stopped by it, and nothing of it is kept: a kiosk never judges whether somebody can decide.
 */
import { beforeInk } from '../understanding.ts'
import { go, stay } from '../turn.ts'
import type { At } from '../turn.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    understand: {
      readonly of: FormCase
      /** From 0. */
      readonly index: number
      /** Wrong answers to this question. */
      readonly wrong: number
    }
  }
}

/** Wrong answers after which somebody is offered who explains in person. */
const helpAfter = 2

export const understand: Place<'understand'> = {
  at: 'understand',
  back: true,
  on(state, intent) {
    const { of, index, wrong } = state.place
    const question = questionOf(state)
    if (intent.kind === 'back') return go(state, { at: 'review', of })
    if (intent.kind !== 'answer' || intent.linkId !== question.linkId) return stay(state)
    const [code, ...more] = intent.values
    if (more.length > 0 || !question.options.some((option) => option.code === code)) return stay(state)
    return go(state, code === question.right ? beforeInk(of, index + 1, state) : { ...state.place, wrong: wrong + 1 })
  },
  screen(state) {
    const { place, language } = state
    const { linkId, text, options, explained } = questionOf(state)
    return {
      step: 'understand',
      at: place.index + 1,
      of: place.of.form.understanding.length,
      linkId,
      text: text[language],
      options: options.map(({ code, label, detail }) => ({
        value: code,
        label: label[language],
        detail: detail?.[language] ?? null,
      })),
      explained: place.wrong > 0 ? explained[language] : null,
      offersHelp: place.wrong >= helpAfter,
    }
  },
}

function questionOf({ place }: At<'understand'>) {
  const question = place.of.form.understanding[place.index]
  if (question === undefined) throw new Error('a question that is not in its form')
  return question
}
