/** The claim and the clerk's answer to it: what the document said, four characters retyped, the paper, the person. */
import type { IdentityClaim } from '../../../domain/contract/gateway/visit-record.ts'
import { openEnd } from '../../../domain/identity/mrz-dates.ts'
import { endingLength } from '../../visits/visit-row.ts'
import type { Attending } from '../../visits/person.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { ageOn, dayInWords, today } from './dates.ts'
import { choices, mark, ok, secrets, typed, wrong } from './parts.ts'
import { proofQuestion } from './proof-panel.ts'
import { asksExtract } from './queue.ts'
import type { DeskView } from './desk-view.ts'
import { documentWords } from './words.ts'

/** `person`: whose document it is, by number (0: the visitor). */
export function claimForm(given: DeskView, person: number, known: Attending): Html | null {
  const { claim, part } = known
  if (claim === null) return null
  const view = ofPerson(given, person)
  const shown = claim.document.number.slice(0, -endingLength)
  const paper = asksExtract({ claim }) && (part === null || part === 'coHolder')
  const last = paper ? '3' : '2'
  return html`<form class="s-form" method="post" action="/desk/decide" id="decide" autocomplete="off">
    ${secrets(view)}
    <input type="hidden" name="person" value="${person}" />
    <input type="hidden" name="claim" value="${known.claimedAt ?? ''}" />
    <div class="s-scroll">
      <dl class="s-facts">${facts(claim, view.now, { checked: false, entered: known.enteredBy !== null })}</dl>
      <fieldset class="s-q" data-question="1">
        <legend><i>1</i><span>Typ de laatste 4 tekens van het documentnummer</span></legend>
        <label class="s-ending"
          ><span class="s-shown">${shown === '' ? null : html`${shown} `}</span><span class="sr">Laatste 4 tekens</span
          ><input
            id="ending"
            name="ending"
            maxlength="${endingLength}"
            size="5"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck="false"
            aria-describedby="ending-left"
            value="${typed(view, 'ending')}"
            ${hasDraft(view) ? mark(view, 'ending') : html`autofocus`}
        /></label>
        <span class="meta" id="ending-left">${triesWords(known)}</span>
      </fieldset>
      ${paper ? (part === null ? proofQuestion(view, { number: '2', key: true }) : onPaperQuestion(view)) : null}
      <fieldset class="s-q" data-question="${last}">
        <legend>
          <i>${last}</i
          ><span
            >Is dit de persoon op het document?<small
              >De foto lijkt, het document is heel en echt, en de bezoeker zegt zelf de geboortedatum.</small
            ></span
          >
        </legend>
        ${choices(
          'answer',
          [
            { value: 'yes', label: 'Ja', key: 'J' },
            { value: 'no', label: 'Nee', key: 'N' },
            { value: 'doubt', label: 'Twijfel', key: 'T' },
          ],
          typed(view, 'answer'),
        )}
      </fieldset>
    </div>
    <footer>
      <button class="s-btn go" id="approve" data-key="Ctrl Enter">
        <span data-label>Akkoord</span> <kbd>Ctrl Enter</kbd>
      </button>
      <span class="meta" id="missing" aria-live="polite"></span>
    </footer>
  </form>`
}

/** One extract names both: the clerk has it before him, and looks for this name too. */
function onPaperQuestion(view: DeskView): Html {
  return html`<fieldset class="s-q" data-question="2">
    <legend>
      <i>2</i
      ><span
        >Staat deze persoon met gezag op het uittreksel?<small
          >Hetzelfde uittreksel als net: vergelijk naam en geboortedatum.</small
        ></span
      >
    </legend>
    ${choices(
      'onPaper',
      [
        { value: 'yes', label: 'Ja, staat erop', key: 'A' },
        { value: 'no', label: 'Nee, staat er niet op', key: 'G' },
      ],
      typed(view, 'onPaper'),
    )}
  </fieldset>`
}

/** What was typed for somebody else of this visit stands in nobody's form. */
function ofPerson(view: DeskView, person: number): DeskView {
  const { draft } = view.session
  if (draft === null || (draft.fields['person'] ?? '0') === String(person)) return view
  return { ...view, session: { ...view.session, draft: null } }
}

/** An answer was refused: the field that was wrong has the focus, not always the first. */
function hasDraft({ session, selected }: DeskView): boolean {
  return session.draft !== null && session.draft.visit === selected?.visit.record.visit && session.draft.wrong !== null
}

/** Rows of what the machine-readable zone said. */
export function facts(
  claim: IdentityClaim | null,
  now: Date,
  { checked, entered }: { readonly checked: boolean; readonly entered: boolean },
): Html | null {
  if (claim === null) return null
  const { document } = claim
  const valid = document.expires >= today(now)
  const open = document.expires === openEnd
  return html`<div>
      <dt>Naam</dt>
      <dd>${claim.family}, ${claim.given}</dd>
      <dd class="c"><span class="wt">zoals gelezen</span></dd>
    </div>
    <div>
      <dt>Geboren</dt>
      <dd>${dayInWords(claim.birthDate)} (${ageOn(today(now), claim.birthDate)})</dd>
      <dd class="c">${checked ? null : html`<span class="wt">laat de bezoeker noemen</span>`}</dd>
    </div>
    <div>
      <dt>Document</dt>
      <dd>${documentWords[document.kind]}, ${document.issuer}</dd>
      <dd class="c">
        ${entered ? html`<span class="wt">met de hand ingevoerd</span>` : ok('controlecijfers kloppen')}
      </dd>
    </div>
    <div>
      <dt>Nummer</dt>
      <dd>
        <span aria-hidden="true">${masked(document.number)}</span><span class="sr">laatste vier tekens afgedekt</span>
      </dd>
      <dd class="c">${checked ? ok('overgenomen') : html`<span class="wt">laatste 4 verborgen</span>`}</dd>
    </div>
    <div>
      <dt>Geldig tot</dt>
      <dd>${open ? 'niet te lezen uit de code' : dayInWords(document.expires)}</dd>
      <dd class="c">${open ? wrong('kijk op het document') : valid ? ok('geldig') : wrong('verlopen')}</dd>
    </div>`
}

function masked(number: string): string {
  return `${number.slice(0, -endingLength)} ${'•'.repeat(endingLength)}`
}

function triesWords({ wrongEndings }: Pick<Attending, 'wrongEndings'>): string {
  const left = 3 - wrongEndings
  return wrongEndings === 0 ? '' : `nog ${left} keer`
}
