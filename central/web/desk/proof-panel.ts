/** The paper that shows who has authority over the child: an extract of the authority register. */
import type { VisitRecord } from '../../../domain/gateway/visit-record.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { dayInDigits, dayInWords } from './dates.ts'
import { choices, ok, secrets, wrong } from './parts.ts'
import type { DeskView } from './view.ts'
import { authorityWords } from './words.ts'

export function proofQuestion(
  { selected }: DeskView,
  { number, key }: { readonly number: string; readonly key: boolean },
): Html {
  const record = selected?.visit.record
  const evidence = record?.evidence[0]
  const chosen = record?.evidenceMissing === true ? 'missing' : (evidence?.authority ?? null)
  return html`<fieldset class="s-q s-proof" data-question="${number}">
    <legend>
      ${number === '' ? null : html`<i>${number}</i>`}<span
        >Gezag volgens uittreksel<small>uit het gezagsregister</small></span
      >
    </legend>
    ${choices(
      'authority',
      [
        { value: 'sole', label: 'Alleen', ...(key ? { key: 'A' } : {}) },
        { value: 'joint', label: 'Samen', ...(key ? { key: 'S' } : {}) },
        { value: 'missing', label: 'Geen bewijs vandaag', ...(key ? { key: 'G' } : {}) },
      ],
      chosen,
    )}
    <label class="s-date" for="issuedOn"
      >Datum op het uittreksel
      <input
        id="issuedOn"
        name="issuedOn"
        inputmode="numeric"
        placeholder="dag-maand-jaar"
        size="15"
        maxlength="10"
        value="${evidence === undefined ? '' : dayInDigits(evidence.issuedOn)}"
    /></label>
  </fieldset>`
}

/** After the identity check: paper that comes later, or a mistake put right. */
export function proofForm(view: DeskView): Html {
  return html`<form class="s-later" method="post" action="/desk/proof" id="proof">
    ${secrets(view)} ${proofQuestion(view, { number: '', key: false })}
    <footer><button class="s-btn">Bewijs opslaan</button></footer>
  </form>`
}

export function proofLine(record: VisitRecord): Html {
  const [evidence] = record.evidence
  return html`<div>
    <dt>Gezag</dt>
    <dd>
      ${
        evidence === undefined
          ? record.evidenceMissing
            ? 'Geen bewijs vandaag'
            : 'Nog niet gezien'
          : `Uittreksel van ${dayInWords(evidence.issuedOn)}`
      }
    </dd>
    <dd class="c">${evidence === undefined ? wrong('niet getoond') : ok(authorityWords[evidence.authority])}</dd>
  </div>`
}
