/** The fields of a paper, drawn from paper-fields.ts. What was right stays typed; what was wrong is empty and in focus. */
import type { EvidenceKind } from '../../../domain/contract/gateway/evidence.ts'
import { longestPaperName } from '../../../domain/contract/gateway/evidence.ts'
import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import type { DeskView } from './desk-view.ts'
import { namesPatient, paperForms, topics, topicWords, type Field } from './paper-fields.ts'
import { fieldName } from './paper-read.ts'
import { mark, typed } from './parts.ts'

type ByField = Readonly<Record<string, string>>

/**
 * By field: `recorded`, what stands in the record already; `fixed`, what this hospital's rules leave no choice of; `labels`,
 * what is said instead.
 */
export function paperFields(
  view: DeskView,
  kind: EvidenceKind,
  {
    recorded = {},
    fixed = {},
    labels = {},
  }: { readonly recorded?: ByField; readonly fixed?: ByField; readonly labels?: ByField } = {},
): Html {
  return html`<div class="s-fields">
    ${[...paperForms[kind].fields, ...namesPatient].map((field) =>
      fixed[field.name] === undefined
        ? oneField(view, kind, { ...field, label: labels[field.name] ?? field.label }, recorded[field.name])
        : html`<input type="hidden" name="${fieldName(kind, field.name)}" value="${fixed[field.name] ?? ''}" />`,
    )}
  </div>`
}

function oneField(view: DeskView, kind: EvidenceKind, field: Field, recorded = ''): Html {
  const name = fieldName(kind, field.name)
  switch (field.as) {
    case 'choice': {
      const chosen = typed(view, name, recorded === '' ? (field.first ?? '') : recorded)
      return html`<label
        >${field.label}<select id="${name}" name="${name}" ${mark(view, name)}>
          ${field.first === undefined ? html`<option value="">Kies …</option>` : null}
          ${field.options.map(
            ({ value, label }) =>
              html`<option value="${value}" ${value === chosen ? html`selected` : null}>${label}</option>`,
          )}
        </select></label
      >`
    }
    case 'text':
      return html`<label
        >${field.label}<input
          id="${name}"
          name="${name}"
          size="${field.suggests === undefined ? 16 : 26}"
          maxlength="${longestPaperName}"
          autocomplete="off"
          spellcheck="false"
          ${field.suggests === undefined ? null : html`list="${name}-list"`}
          value="${typed(view, name, recorded)}"
          ${mark(view, name)}
        />${
          field.suggests === undefined
            ? null
            : html`<datalist id="${name}-list">
                ${field.suggests.map((one) => html`<option value="${one}"></option>`)}
              </datalist>`
        }</label
      >`
    case 'day':
      return html`<label
        >${field.label}${field.optional === true ? ' (als die er staat)' : null}<input
          id="${name}"
          name="${name}"
          inputmode="numeric"
          placeholder="dag-maand-jaar"
          size="13"
          maxlength="10"
          autocomplete="off"
          value="${typed(view, name, recorded)}"
          ${mark(view, name)}
      /></label>`
    case 'topics':
      return html`<fieldset class="s-topics">
        <legend>${field.label} (niets aangevinkt: voor alles)</legend>
        ${topics.map(
          (topic) =>
            html`<label
              ><input
                type="checkbox"
                name="${name}-${topic}"
                ${typed(view, `${name}-${topic}`) === 'on' ? html`checked` : null}
              />${topicWords[topic]}</label
            >`,
        )}
      </fieldset>`
    default:
      return field satisfies never
  }
}
