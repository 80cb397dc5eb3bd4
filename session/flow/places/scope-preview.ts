/**
 * Exactly what the chosen person will see, with what stands in the dossier today, before the patient signs. The same covered
 * pages as in the own dossier, over what the one filter leaves (`domain/dossier/within.ts`).
 */
import { mostWithheld } from '../../../domain/limits.ts'
import { previousQuestion } from '../../../domain/forms/answers.ts'
import { scopeLinkId } from '../../../domain/forms/request.ts'
import { questionAt } from '../form.ts'
import { dossierOf, referenceOf } from '../dossier-lines.ts'
import { pagesAhead, previewed, previewScreen } from '../look-ahead.ts'
import { go, stay } from '../turn.ts'
import type { Turn } from '../turn.ts'
import { dossier } from './dossier.ts'
import type { Place } from './place.ts'

declare module '../state.ts' {
  interface Standings {
    scopePreview: {
      readonly of: FormCase
      /** As the gateway gave them. */
      readonly resources: readonly unknown[]
      /** The pages, as the own dossier has them. */
      readonly shown: StandingAt<'dossier'>
    }
  }
}

export const scopePreview: Place<'scopePreview'> = {
  at: 'scopePreview',
  back: true,
  on(state, intent, context) {
    const { of, resources, shown } = state.place
    // Rows are numbered anew: everything is covered again, on the same subject.
    const taking = (takenOut: readonly string[]): Turn => {
      const pages = pagesAhead(of, { resources, without: takenOut }, shown.readAt)
      return go({ ...state, takenOut }, { ...state.place, shown: { ...pages, subject: shown.subject } })
    }
    switch (intent.kind) {
      case 'back': {
        const last = previousQuestion(of.form, state.answers, '')
        return last === null ? stay(state) : go(state, questionAt(of, last.linkId, false))
      }
      case 'edit':
        return intent.linkId === scopeLinkId ? go(state, questionAt(of, scopeLinkId, true)) : stay(state)
      case 'next':
        return go({ ...state, lookedAhead: previewed(of) }, { at: 'review', of })
      case 'takeOut': {
        const read = dossierOf(shown, state.language, context.hospital.policy)
        const item = shown.opened.includes(intent.id) ? referenceOf(read, shown.subject, intent.id) : null
        return item === null || state.takenOut.length >= mostWithheld ? stay(state) : taking([...state.takenOut, item])
      }
      case 'putBack':
        return taking([])
      default: {
        const { place } = dossier.on({ ...state, place: shown }, intent, context).state
        return place.at === 'dossier' ? go(state, { ...state.place, shown: place }) : stay(state)
      }
    }
  },
  screen: (state, { hospital }) => previewScreen(state, hospital),
}
