/** The extract that shows who has authority over the child: a question of the identity check, and a form behind it. */
import { addMonths } from '../../../domain/days/calendar.ts'
import { paperOf } from '../../../domain/contract/gateway/evidence.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { dayInDigits, dayInWords, today } from './dates.ts'
import type { DeskView } from './desk-view.ts'
import { paperFields } from './paper-form.ts'
import { choices, secrets, typed } from './parts.ts'

export function proofQuestion(
  view: DeskView,
  { number, key }: { readonly number: string; readonly key: boolean },
): Html {
  const { extractMaxAgeMonths: months, parentEvidence } = view.policy.authority
  const oldest = addMonths(today(view.now), -months)
  const keyed = (value: string, label: string, letter: string) => ({ value, label, ...(key ? { key: letter } : {}) })
  return html`<fieldset class="s-q s-proof" data-question="${number}">
    <legend>
      ${number === '' ? null : html`<i>${number}</i>`}<span
        >Gezag volgens het uittreksel<small>uit het gezagsregister, niet ouder dan ${months} maanden</small></span
      >
    </legend>
    ${choices(
      'authority',
      [
        keyed('sole', 'Deze ouder alleen', 'A'),
        keyed('joint', 'Beide ouders', 'S'),
        keyed('notHolder', 'Iemand anders', 'D'),
        keyed('noEntry', 'Geen aantekening', 'E'),
        keyed('missing', 'Geen uittreksel', 'G'),
      ],
      typed(view, 'authority', authorityRecorded(view.selected?.visit ?? null)),
    )}
    ${paperFields(view, 'authorityExtract', {
      recorded: recordedFields(view.selected?.visit ?? null),
      labels: { issuedOn: `Datum (vanaf ${dayInWords(oldest)})` },
      fixed: parentEvidence === 'either' ? {} : { source: parentEvidence },
    })}
  </fieldset>`
}

function authorityRecorded(visit: VisitRow | null): string {
  if (visit === null) return ''
  const { evidence, evidenceMissing } = visit.record
  const none = visit.noEntry ? 'noEntry' : 'missing'
  return evidenceMissing ? none : (paperOf(evidence, 'authorityExtract')?.authority ?? '')
}

function recordedFields(visit: VisitRow | null): Readonly<Record<string, string>> {
  const extract = visit && paperOf(visit.record.evidence, 'authorityExtract')
  if (extract === null) return {}
  const { source, issuedOn, concerns } = extract
  return {
    source,
    issuedOn: dayInDigits(issuedOn),
    ...(concerns === null ? {} : { given: concerns.given, born: dayInDigits(concerns.birthDate) }),
  }
}

/** After the identity check: an extract that comes later, or a mistake put right. */
export function proofForm(view: DeskView): Html {
  return html`<form class="s-later" method="post" action="/desk/proof" id="proof" autocomplete="off">
    ${secrets(view)}
    <input type="hidden" name="bound" value="${view.selected?.visit.record.patient ?? ''}" />
    ${proofQuestion(view, { number: '', key: false })}
    <footer><button class="s-btn">Bewijs opslaan</button></footer>
  </form>`
}
