/** All papers of a visit after the identity check: what was seen, whom it names, and a form for each that may come. */
import { evidenceKinds, paperOf, type Evidence, type EvidenceKind } from '../../../domain/contract/gateway/evidence.ts'
import { namedOnPaper } from '../../../domain/identity/same-person.ts'
import { journeyOfClaim } from '../../../domain/journeys/index.ts'
import { papersFor } from '../../../domain/journeys/papers-asked.ts'
import { personOfRecord } from '../../record/person-of-record.ts'
import { toldRecord } from '../../visits/papers.ts'
import type { VisitRow } from '../../visits/visits.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { today } from './dates.ts'
import type { DeskView } from './desk-view.ts'
import { reasonWords } from './match-words.ts'
import { paperFields } from './paper-form.ts'
import { paperForms } from './paper-fields.ts'
import { namedWords, paperWords } from './paper-words.ts'
import { ok, secrets, wrong } from './parts.ts'
import { bornInWords, patientName } from './patient-panel.ts'
import { proofForm } from './proof-panel.ts'
import { asksExtract } from './queue.ts'
import { paperVerdict } from './verdict.ts'

/** What was seen, and what the rules say of it: rows of the facts about a visitor. */
export function paperLines(view: DeskView, visit: VisitRow): Html {
  const { noEntry } = visit
  const record = toldRecord(visit)
  const { asked } = papersFor(journeyOfClaim(record.claim).relations)
  const others = evidenceKinds.filter((kind) => !asked.includes(kind) && paperOf(record.evidence, kind) !== null)
  const verdict = paperVerdict(record, view.policy, today(view.now))
  const none = record.evidenceMissing ? (noEntry ? 'Geen aantekening' : 'Niet bij zich') : 'Nog niet gezien'
  return html`${[...asked, ...others].map((kind) => line(paperOf(record.evidence, kind), kind, none))}
  ${
    verdict === null
      ? null
      : html`<div>
          <dt>Op de zuil</dt>
          <dd><small class="s-verdict">${verdict}</small></dd>
          <dd class="c">${wrong('kan niet verder')}</dd>
        </div>`
  }`
}

function line(seen: Evidence | null, kind: EvidenceKind, none: string): Html {
  const names = seen && namedWords(seen)
  return html`<div>
    <dt>${paperForms[kind].title}</dt>
    <dd>${seen === null ? none : paperWords(seen)}${names === null ? null : html`<small>noemt ${names}</small>`}</dd>
    <dd class="c">${seen === null ? wrong('niet bewezen') : ok(seen.named ? 'is van deze patiënt' : 'gezien')}</dd>
  </div>`
}

/** The questions about papers in doubt, the patient's name, and the forms. */
export function papersPanel(view: DeskView): Html | null {
  const visit = view.selected?.visit
  if (visit === undefined) return null
  const { asked, also } = papersFor(journeyOfClaim(visit.record.claim).relations)
  const forms = asked.filter((kind) => kind !== 'authorityExtract' || !asksExtract(visit.record))
  return html`${visit.unsettled.map((one) => question(view, one))} ${visit.ofAnother.map((one) => ofAnother(one))}
    ${patientOnPaper(view)} ${asksExtract(visit.record) ? proofForm(view) : null}
    <section class="s-papers" aria-label="Papieren">
      ${forms.map((kind) => paperForm(view, visit, kind))} ${also.length === 0 ? null : html`<h3>Als het er is</h3>`}
      ${also.map((kind) => paperForm(view, visit, kind))} ${ends(view, visit)}
    </section>`
}

/** Whose paper it has to be: a visitor with an extract of one child must not sign for another. */
function patientOnPaper(view: DeskView): Html {
  const { child } = view
  if (child === null)
    return html`<p class="s-quiet">
      Nog niemand gekozen. De papieren tellen straks alleen voor de patiënt die erop staat. Balie bewaart geen kopie.
    </p>`
  return html`<p class="s-child">
    Gekozen: <b>${patientName(child, view)}</b>, geboren ${bornInWords(child)}. Alleen een papier met deze naam telt.
    Balie bewaart geen kopie.
  </p>`
}

/** Beside the name of the bound patient: only a person can know it. */
function question(view: DeskView, paper: Evidence): Html | null {
  const { child } = view
  const { concerns } = paper
  const person = child && personOfRecord(child, today(view.now))
  if (child === null || concerns === null) return null
  const reasons = person === null ? [] : namedOnPaper(person, concerns).reasons
  const answer = (is: 'yes' | 'no', label: string, kind: string) =>
    html`<button class="s-btn ${kind}" name="is" value="${is}">${label}</button>`
  return html`<form class="s-named" method="post" action="/desk/named">
    ${secrets(view)} <input type="hidden" name="bound" value="${view.selected?.visit.record.patient ?? ''}" />
    <input type="hidden" name="kind" value="${paper.kind}" />
    <h3>Is dit dezelfde persoon?</h3>
    <dl>
      <dt>Op het papier</dt>
      <dd><b>${namedWords(paper)}</b> (${paperForms[paper.kind].title.toLowerCase()})</dd>
      <dt>Gekozen patiënt</dt>
      <dd><b>${patientName(child, view)}</b>, geboren ${bornInWords(child)}</dd>
    </dl>
    ${reasons.length === 0 ? null : html`<p>${reasons.map((reason) => reasonWords[reason]).join('; ')}</p>`}
    <footer>${answer('yes', 'Ja, dezelfde', 'go')} ${answer('no', 'Nee, iemand anders', '')}</footer>
  </form>`
}

function ofAnother(paper: Evidence): Html {
  return html`<p class="s-other">
    ${wrong('Telt niet')} ${paperForms[paper.kind].title}: dit papier noemt ${namedWords(paper) ?? 'iemand anders'}, en
    niet de gekozen patiënt. Verkeerd getypt? Vul het opnieuw in.
  </p>`
}

function paperForm(view: DeskView, visit: VisitRow, kind: EvidenceKind): Html {
  const { title, hint } = paperForms[kind]
  const { draft } = view.session
  const again = draft !== null && draft.visit === visit.record.visit && draft.fields['kind'] === kind
  const seen = paperOf(visit.record.evidence, kind) !== null
  return html`<details class="s-enter s-paper" data-paper="${kind}" ${again ? html`open` : null}>
    <summary class="s-btn">${title}${seen ? ' ✓' : ''}</summary>
    <form method="post" action="/desk/paper" autocomplete="off" id="paper-${kind}">
      ${secrets(view)}
      <input type="hidden" name="bound" value="${visit.record.patient ?? ''}" />
      <input type="hidden" name="kind" value="${kind}" />
      <p class="s-quiet">${hint}</p>
      ${paperFields(view, kind)}
      <footer>
        <button class="s-btn go">Opslaan</button>
        ${seen ? html`<button class="s-btn quiet" name="remove" value="yes">Weghalen</button>` : null}
      </footer>
    </form>
  </details>`
}

/** All papers seen, none at all, or one that may not be real. */
function ends(view: DeskView, { record }: VisitRow): Html {
  const bound = html`<input type="hidden" name="bound" value="${record.patient ?? ''}" />`
  const doubtful = record.documentDoubtful
  return html`<footer>
    ${
      record.papersOpen
        ? html`<form method="post" action="/desk/ready">
            ${secrets(view)} ${bound}<button class="s-btn go">Klaar: dit zijn alle papieren</button>
          </form>`
        : null
    }
    <form method="post" action="/desk/nopaper">
      ${secrets(view)} ${bound}<button class="s-btn quiet">Geen papieren bij zich</button>
    </form>
    <form method="post" action="/desk/doubtful">
      ${secrets(view)} ${bound}<input type="hidden" name="doubtful" value="${doubtful ? 'no' : 'yes'}" /><button
        class="s-btn ${doubtful ? '' : 'warn'}"
      >
        ${doubtful ? 'Toch in orde: ga verder' : 'Twijfel aan een papier: zet stil'}
      </button>
    </form>
  </footer>`
}
