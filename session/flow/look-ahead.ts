/** Whether the patient sees first what the chosen person will see, and what that is. */
import type { ScreenOf } from '../../domain/contract/messages/screen.ts'
import { dossierSubjects } from '../../domain/contract/messages/parts.ts'
import type { DossierSubject } from '../../domain/contract/messages/parts.ts'
import type { DataKind } from '../../domain/data-kinds.ts'
import { withheldSubjects, withinScope } from '../../domain/dossier/within.ts'
import { granteeIn } from '../../domain/journeys/chosen-person.ts'
import { choosesGrantee } from '../../domain/journeys/index.ts'
import { meets } from '../../domain/identity/assurance.ts'
import { documentName } from '../../domain/identity/written-name.ts'
import { previewIdentity } from '../../domain/policy/floors.ts'
import { dossierScreen } from './dossier-screen.ts'
import { journeyIn } from './known.ts'
import type { FormCase, Hospital, StandingAt, State } from './state.ts'
import type { At, Context } from './turn.ts'

/** Of which kind each subject of the preview is; a laboratory's results and images are on no kiosk. */
const kindOf = {
  appointments: 'appointments',
  medication: 'medication',
  allergies: 'summary',
  leaflets: 'letters',
  documents: 'letters',
} as const satisfies Readonly<Record<DossierSubject, DataKind>>

/** What was looked at, so that a correction of something else does not show it again. */
export function previewed({ decision }: Pick<FormCase, 'decision'>): string {
  return decision.scope.join(' ')
}

/** Only the patient himself, where his hospital shows a dossier here, and not twice the same. */
export function looksAhead(state: State, of: FormCase, { hospital: { policy } }: Context): boolean {
  if (state.part !== 'visitor' || !choosesGrantee(journeyIn(state))) return false
  if (policy.preview.route === 'notOffered' || state.lookedAhead === previewed(of)) return false
  return meets(state.record?.assurance ?? 'claimed', previewIdentity(policy)) && subjectsOf(of).length > 0
}

/** The pages with what was read just now, and nothing of it but what the scope leaves. */
export function pagesAhead(
  of: FormCase,
  { resources, without }: { readonly resources: readonly unknown[]; readonly without: readonly string[] },
  readAt: StandingAt<'dossier'>['readAt'],
): StandingAt<'dossier'> {
  return {
    at: 'dossier',
    bound: { patient: of.patient, mandates: of.mandates },
    resources: withinScope(resources, { kinds: of.decision.scope, without }),
    withheld: withheldSubjects({ without }),
    subject: subjectsOf(of)[0] ?? 'appointments',
    opened: [],
    from: null,
    readAt,
  }
}

function subjectsOf({ decision }: Pick<FormCase, 'decision'>): readonly DossierSubject[] {
  return dossierSubjects.filter((subject) => decision.scope.includes(kindOf[subject]))
}

export function previewScreen(state: At<'scopePreview'>, hospital: Hospital): ScreenOf<'scopePreview'> {
  const { of, shown } = state.place
  const { step: _step, who: _who, ...pages } = dossierScreen(shown, state.language, hospital)
  const grantee = state.record === null ? null : granteeIn(state.record)
  const own = subjectsOf(of)
  return {
    ...pages,
    step: 'scopePreview',
    who: grantee === null ? '' : documentName(grantee.claim),
    subjects: pages.subjects.filter(({ subject }) => own.includes(subject)),
    takenOut: state.takenOut.length,
    elsewhere: of.decision.scope.some((kind) => kind === 'laboratory' || kind === 'imaging'),
  }
}
