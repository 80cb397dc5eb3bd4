/** Somebody asks for access to this child's file: who, to what and until when, before it is asked what it wants. */
import { scopeLinkId } from '../../../domain/forms/request.ts'
import { isOwnAnswer } from '../apart.ts'
import { go, stay } from '../turn.ts'
import { whoAsks } from '../who-asks.ts'
import { dayInWords } from '../words.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    childReads: { readonly of: FormCase }
  }
}

export const childReads: Place<'childReads'> = {
  at: 'childReads',
  back: false,
  on(state, intent) {
    if (intent.kind !== 'next' || !isOwnAnswer(state)) return stay(state)
    return go(state, { at: 'childAnswers', of: state.place.of, chosen: state.apart?.answer ?? null, talks: false })
  },
  screen(state) {
    const { place, language, answers } = state
    const { form, decision } = place.of
    const offered = form.questions.find(({ linkId }) => linkId === scopeLinkId)?.options ?? []
    const kinds: readonly string[] = decision.scope
    const seen = offered.filter(({ code }) => kinds.includes(code) && (answers[scopeLinkId] ?? [code]).includes(code))
    const { lastDay } = decision.end
    return {
      step: 'childReads',
      ...whoAsks(state, decision),
      kinds: seen.map(({ label }) => label[language]),
      until: lastDay === null ? null : dayInWords(lastDay, language),
    }
  },
}
