/** One request: who asks what, who signed with which proof, what the rules say and why, and the three answers. */
import { kindWords } from '../../requests/decisions/kind-words.ts'
import type { Rules, ShownRequest } from '../../requests/decisions/shown.ts'
import { clock, dayInDigits, dayInWords, today } from '../desk/dates.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { pictogram } from '../pages/mark.ts'
import type { ApproveView } from './view.ts'
import { reasonWords, refusalWords } from './words.ts'

type Form = Extract<Rules, { kind: 'form' }>

export function opened(view: ApproveView, request: ShownRequest): Html {
  const { patient, form, rules, problem } = request
  const mayAgree = rules.kind === 'form' && problem === null
  // Where nobody may agree the way to a refusal stays open; not for who may not answer at all.
  const mayRefuse = problem === null || problem === 'frozen' || problem === 'paperAltered' || problem === 'factsNotKept'
  return html`<header>
      <h2>${patient.name}${patient.birthDate === '' ? null : html`, ${dayInWords(patient.birthDate)}`}</h2>
      <span class="tag">${form}</span>
      <span class="grow"></span>
      ${read(request)}
    </header>
    <div class="s-scroll" tabindex="0" role="region" aria-label="Gegevens van de aanvraag">
      ${problem === null ? null : html`<p class="s-error" role="alert">${pictogram('warn')}${refusalWords[problem]}</p>`}
      <dl class="s-facts">
        ${request.signers.map(
          ({ name, role, at, identity }) =>
            html`<div>
              <dt>${role}</dt>
              <dd>${name}<small>${identity}</small></dd>
              <dd class="c"><span class="ok">${pictogram('check')}${signedAt(at, view.now)}</span></dd>
            </div>`,
        )}
        ${request.papers.map((paper) => fact('Gezien', paper))} ${saidByRules(rules)}
      </dl>
      ${because(rules)}
    </div>
    ${mayAgree || mayRefuse ? answer(view, request, mayAgree && rules.kind === 'form' ? rules : null) : null}`
}

function read({ asked, document }: ShownRequest): Html {
  if (document === null || asked.kind !== 'form')
    return html`<span class="meta">Het formulier wordt gemaakt als u akkoord bent.</span>`
  return html`<a
    class="s-btn"
    data-key="L"
    target="_blank"
    rel="noopener"
    href="/approve/form?form=${asked.task.slice('Task/'.length)}"
    >${pictogram('doc')}Lees formulier <kbd>L</kbd></a
  >`
}

const signedAt = (at: string, now: Date): string => {
  const day = today(new Date(at))
  return day === today(now) ? `tekende ${clock(new Date(at))}` : `tekende ${dayInWords(day)}`
}

const fact = (label: string, value: string): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

function saidByRules(rules: Rules): Html | null {
  if (rules.kind !== 'form') return null
  const { kinds, start, lastDay, wishesDiffer } = rules
  return html`${fact('Mag zien', kinds.map((kind) => kindWords[kind]).join(', '))}
  ${fact('Toegang', `vanaf ${dayInWords(start)} ${lastDay === null ? 'tot het stopt' : `tot en met ${dayInWords(lastDay)}`}`)}
  ${wishesDiffer ? fact('Let op', 'De ouders vroegen niet hetzelfde. Zij weten dat niet van elkaar.') : null}`
}

function because(rules: Rules): Html | null {
  if (rules.kind === 'unknown') return null
  if (rules.kind === 'outdated')
    return html`<div class="s-why">
      <h3>Dit kan niet doorgaan</h3>
      <p>${rules.why.staff}</p>
      <p class="meta">Regel ${rules.why.id}</p>
    </div>`
  return html`<div class="s-why">
    <h3>Waarom de regels dit toelaten</h3>
    <ul>
      ${rules.because.map(({ id, nl }) => html`<li>${nl} <span class="meta">${id}</span></li>`)}
    </ul>
  </div>`
}

function answer({ session }: ApproveView, request: ShownRequest, agree: Form | null): Html {
  const { asked, seen, rules } = request
  return html`<form class="s-answer" method="post" action="/approve" autocomplete="off">
    <input type="hidden" name="csrf" value="${session.csrf}" />
    <input type="hidden" name="${asked.kind}" value="${asked.kind === 'form' ? asked.task : asked.id}" />
    <input type="hidden" name="version" value="${asked.version}" />
    <input type="hidden" name="seen" value="${seen}" />
    ${agree === null ? null : agreeing(request, agree)}
    ${
      rules.kind === 'outdated'
        ? html`<footer><button class="s-btn go" name="answer" value="agree">Sluit de aanvraag</button></footer>`
        : refusing()
    }
  </form>`
}

function agreeing({ childSigns, patient }: ShownRequest, { kinds, lastDay }: Form): Html {
  const given = patient.name.split(' ')[0] ?? ''
  return html`<div class="s-agree">
    <label class="s-tick"
      ><input type="checkbox" name="noReason" value="yes" /><span
        >Ik ken geen reden om dit te weigeren in het belang van ${given}.</span
      ></label
    >
    ${
      childSigns
        ? html`<label class="s-tick"
            ><input type="hidden" name="asksDecides" value="yes" /><input
              type="checkbox"
              name="decides"
              value="yes"
            /><span>${given} kan deze keuze zelf maken.</span></label
          >`
        : null
    }
    <details>
      <summary>Minder toestaan</summary>
      <fieldset class="s-less">
        <legend class="sr">Soorten gegevens</legend>
        ${kinds.map(
          (kind) =>
            html`<label class="s-tick"
              ><input type="checkbox" name="kind" value="${kind}" checked /><span>${kindWords[kind]}</span></label
            >`,
        )}
      </fieldset>
      <label for="lastDay"
        >Tot en met<input
          id="lastDay"
          name="lastDay"
          inputmode="numeric"
          size="12"
          maxlength="10"
          placeholder="dag-maand-jaar"
          value="${lastDay === null ? '' : dayInDigits(lastDay)}"
      /></label>
    </details>
    <button class="s-btn go" name="answer" value="agree">${pictogram('check')}Akkoord en onderteken</button>
  </div>`
}

function refusing(): Html {
  return html`<div class="s-refuse">
    <label for="reason"
      >Waarom niet<select id="reason" name="reason">
        <option value="">Kies</option>
        ${Object.entries(reasonWords).map(([value, label]) => html`<option value="${value}">${label}</option>`)}
      </select></label
    >
    <button class="s-btn warn" name="answer" value="refuse">Weiger</button>
  </div>`
}
