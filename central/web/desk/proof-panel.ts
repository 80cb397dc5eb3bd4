/** The paper that shows who has authority over the child: an extract from the register of parental responsibility. */
import { addMonths } from '../../../domain/days/calendar.ts'
import { paperOf } from '../../../domain/contract/gateway/evidence.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { dayInDigits, dayInWords, today } from './dates.ts'
import { bornInWords, patientName } from './patient-panel.ts'
import { choices, mark, ok, secrets, typed, wrong } from './parts.ts'
import type { DeskView } from './desk-view.ts'
import { paperVerdict } from './verdict.ts'
import { authorityWords } from './words.ts'

export function proofQuestion(
  view: DeskView,
  { number, key }: { readonly number: string; readonly key: boolean },
): Html {
  const visit = view.selected?.visit
  const evidence = visit === undefined ? null : paperOf(visit.record.evidence, 'authorityExtract')
  const none = visit?.noEntry === true ? 'noEntry' : 'missing'
  const recorded = visit?.record.evidenceMissing === true ? none : (evidence?.authority ?? '')
  const chosen = typed(view, 'authority', recorded)
  const months = view.policy.authority.extractMaxAgeMonths
  const oldest = addMonths(today(view.now), -months)
  return html`<fieldset class="s-q s-proof" data-question="${number}">
    <legend>
      ${number === '' ? null : html`<i>${number}</i>`}<span
        >Gezag volgens het uittreksel<small>uit het gezagsregister, niet ouder dan ${months} maanden</small></span
      >
    </legend>
    ${choices(
      'authority',
      [
        { value: 'sole', label: 'Deze ouder alleen', ...(key ? { key: 'A' } : {}) },
        { value: 'joint', label: 'Beide ouders', ...(key ? { key: 'S' } : {}) },
        { value: 'noEntry', label: 'Geen aantekening', ...(key ? { key: 'E' } : {}) },
        { value: 'missing', label: 'Geen uittreksel', ...(key ? { key: 'G' } : {}) },
      ],
      chosen,
    )}
    <label class="s-date" for="issuedOn"
      >Datum op het uittreksel (van ${dayInWords(oldest)} of later)
      <input
        id="issuedOn"
        name="issuedOn"
        inputmode="numeric"
        placeholder="dag-maand-jaar"
        size="15"
        maxlength="10"
        value="${typed(view, 'issuedOn', evidence === null ? '' : dayInDigits(evidence.issuedOn))}"
        ${mark(view, 'issuedOn')}
    /></label>
  </fieldset>`
}

/** After the identity check: paper that comes later, or a mistake put right. */
export function proofForm(view: DeskView): Html {
  return html`<form class="s-later" method="post" action="/desk/proof" id="proof">
    ${secrets(view)} ${childOnPaper(view)}
    <input type="hidden" name="bound" value="${view.selected?.visit.record.patient ?? ''}" />
    ${proofQuestion(view, { number: '', key: false })}
    <footer><button class="s-btn">Bewijs opslaan</button></footer>
  </form>`
}

/** Whose paper it has to be: a visitor with an extract of one child must not sign for another. */
function childOnPaper(view: DeskView): Html {
  const { child } = view
  if (child === null)
    return html`<p class="s-quiet">
      Nog geen kind gekozen. Vergelijk het uittreksel met het kind zodra u hier de naam ziet.
    </p>`
  return html`<p class="s-child">
    Gekozen kind: <b>${patientName(child, view)}</b>, geboren ${bornInWords(child)}. Staat dit kind op het uittreksel?
    Zo niet: kies "Geen uittreksel".
  </p>`
}

/** The paper, and what the rules say of it. */
export function proofLine({ policy, now }: DeskView, { record, noEntry }: VisitRow): Html {
  const evidence = paperOf(record.evidence, 'authorityExtract')
  const verdict = paperVerdict(record, policy, today(now))
  const none = record.evidenceMissing ? (noEntry ? 'Geen aantekening' : 'Geen uittreksel') : 'Nog niet gezien'
  const paper = evidence === null ? none : `Uittreksel van ${dayInWords(evidence.issuedOn)}`
  const sign =
    evidence === null
      ? wrong('niet bewezen')
      : verdict === null
        ? ok(authorityWords[evidence.authority])
        : wrong('kan niet verder')
  return html`<div>
    <dt>Gezag</dt>
    <dd>${paper}${verdict === null ? null : html`<small class="s-verdict">${verdict}</small>`}</dd>
    <dd class="c">${sign}</dd>
  </div>`
}
